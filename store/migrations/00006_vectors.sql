-- +goose Up

-- The vectors of one embedding model; see package vector. One set is live;
-- a retired one is not read any more and waits to be deleted. covered is the
-- last passage that was embedded: those behind it are the work to do.
CREATE TABLE vector_sets (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    model     TEXT    NOT NULL,
    dimension INTEGER NOT NULL CHECK (dimension > 0),
    covered   INTEGER NOT NULL DEFAULT 0,
    retired   INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What is scanned for every question: the signs of many vectors in a row.
-- Ids are never reused, so that a reader knows what it has.
CREATE TABLE vector_blocks (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    vector_set    INTEGER NOT NULL REFERENCES vector_sets (id),
    first_passage INTEGER NOT NULL,
    last_passage  INTEGER NOT NULL,
    vectors       INTEGER NOT NULL,
    passages      BLOB    NOT NULL,
    signs         BLOB    NOT NULL
) STRICT;
CREATE INDEX vector_blocks_set ON vector_blocks (vector_set, first_passage);

-- The vector of a passage. A new model's takes the place of the one before.
CREATE TABLE vectors (
    passage    INTEGER PRIMARY KEY REFERENCES passages (id) ON DELETE CASCADE,
    vector_set INTEGER NOT NULL,
    codes      BLOB    NOT NULL
) STRICT;

-- +goose Down
DROP TABLE vectors;
DROP TABLE vector_blocks;
DROP TABLE vector_sets;
