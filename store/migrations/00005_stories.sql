-- +goose Up

-- One report with its near-duplicates: reprints and light rewrites. origin
-- is the article that the others go back to.
CREATE TABLE stories (
    id     INTEGER PRIMARY KEY,
    origin INTEGER NOT NULL
) STRICT;

-- The story of an article; NULL until copies of it have been looked for.
ALTER TABLE articles ADD COLUMN story INTEGER;
CREATE INDEX articles_story ON articles (story);

-- What an article is compared by when copies of it are looked for; see
-- package story. at is when it was published, or first seen.
CREATE TABLE sketches (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    at      INTEGER NOT NULL,
    data    BLOB    NOT NULL
) STRICT;
CREATE INDEX sketches_at ON sketches (at);

-- Direct quotations as spans of passages: the bytes [first_byte, last_byte)
-- of the passage's text. Empty fields were not stated by the article;
-- outlet is whom the speaker told.
CREATE TABLE quotes (
    passage    INTEGER NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
    first_byte INTEGER NOT NULL,
    last_byte  INTEGER NOT NULL CHECK (last_byte > first_byte),
    speaker    TEXT    NOT NULL,
    role       TEXT    NOT NULL,
    verb       TEXT    NOT NULL,
    outlet     TEXT    NOT NULL,
    PRIMARY KEY (passage, first_byte)
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE quotes;
DROP TABLE sketches;
DROP INDEX articles_story;
ALTER TABLE articles DROP COLUMN story;
DROP TABLE stories;
