-- +goose Up

-- What was asked and what was answered. guild, channel and message say
-- where it was posted; they are empty for an answer in the terminal.
CREATE TABLE answers (
    id       INTEGER PRIMARY KEY,
    asked_at INTEGER NOT NULL,
    guild    TEXT    NOT NULL DEFAULT '',
    channel  TEXT    NOT NULL DEFAULT '',
    message  TEXT    NOT NULL DEFAULT '',
    question TEXT    NOT NULL,
    as_of    INTEGER NOT NULL,
    mode     TEXT    NOT NULL CHECK (mode IN ('llm', 'extractive')),
    refused  INTEGER NOT NULL,
    text     TEXT    NOT NULL
) STRICT;
CREATE INDEX answers_message ON answers (message) WHERE message <> '';

-- The passage that a sentence of an answer rests on, under the number the
-- reader saw. passage is NULL once its article has been deleted.
CREATE TABLE citations (
    answer   INTEGER NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    sentence INTEGER NOT NULL,
    n        INTEGER NOT NULL,
    passage  INTEGER REFERENCES passages (id) ON DELETE SET NULL,
    PRIMARY KEY (answer, sentence, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX citations_passage ON citations (passage);

-- +goose Down
DROP TABLE citations;
DROP TABLE answers;
