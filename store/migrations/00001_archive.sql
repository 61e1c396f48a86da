-- +goose Up

-- Places news is read from, each once for all guilds. A source is due when
-- next_at has come and nobody holds its lease; times are Unix seconds.
CREATE TABLE sources (
    id            INTEGER PRIMARY KEY,
    url           TEXT    NOT NULL UNIQUE,
    kind          TEXT    NOT NULL CHECK (kind IN ('feed', 'page', 'import')),
    title         TEXT    NOT NULL DEFAULT '',
    paused        INTEGER NOT NULL DEFAULT 0,
    etag          TEXT    NOT NULL DEFAULT '',
    last_modified TEXT    NOT NULL DEFAULT '',
    fetched_at    INTEGER,
    next_at       INTEGER,
    leased_until  INTEGER NOT NULL DEFAULT 0,
    failures      INTEGER NOT NULL DEFAULT 0,
    problem       TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX sources_due ON sources (next_at) WHERE next_at IS NOT NULL AND paused = 0;

-- Who sees a source. The guild '' is everybody: the operator's own sources.
CREATE TABLE subscriptions (
    guild   TEXT    NOT NULL,
    source  INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    label   TEXT    NOT NULL DEFAULT '',
    channel TEXT    NOT NULL DEFAULT '',
    PRIMARY KEY (guild, source)
) STRICT, WITHOUT ROWID;

-- Sets of sources. An article that came from sources 1 and 4 carries the
-- number of the set "1,4", so that the index needs one number a passage to
-- decide who may see it.
CREATE TABLE source_sets (
    id      INTEGER PRIMARY KEY,
    members TEXT    NOT NULL UNIQUE
) STRICT;
CREATE TABLE source_set_members (
    source     INTEGER NOT NULL REFERENCES sources (id),
    source_set INTEGER NOT NULL REFERENCES source_sets (id),
    PRIMARY KEY (source, source_set)
) STRICT, WITHOUT ROWID;

-- Publishers. folded is the name without case and accents.
CREATE TABLE outlets (
    id     INTEGER PRIMARY KEY,
    name   TEXT    NOT NULL,
    folded TEXT    NOT NULL UNIQUE
) STRICT;

-- What an outlet published under one address. revision is the newest one;
-- published is NULL where the outlet does not say. Numbers of articles and
-- passages are never used again: the index may still hold a deleted one.
CREATE TABLE articles (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    url           TEXT    NOT NULL UNIQUE,
    outlet        INTEGER NOT NULL REFERENCES outlets (id),
    authors       TEXT    NOT NULL DEFAULT '[]',
    published     INTEGER,
    published_day INTEGER NOT NULL DEFAULT 0,
    language      TEXT    NOT NULL DEFAULT '',
    source_set    INTEGER NOT NULL REFERENCES source_sets (id),
    revision      INTEGER NOT NULL
) STRICT;
CREATE INDEX articles_source_set ON articles (source_set);

-- The versions of an article, from 1. seen is when this one was first read.
CREATE TABLE revisions (
    article  INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    title    TEXT    NOT NULL,
    text     TEXT    NOT NULL,
    seen     INTEGER NOT NULL,
    PRIMARY KEY (article, revision)
) STRICT;

-- What is searched and cited: the bytes [first_byte, last_byte) of a
-- revision's text. valid_to is NULL while no later revision replaced it.
-- sentences holds, for each sentence, the uvarints of the bytes between it
-- and the one before, and of its length.
CREATE TABLE passages (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    article    INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    revision   INTEGER NOT NULL,
    ordinal    INTEGER NOT NULL,
    first_byte INTEGER NOT NULL,
    last_byte  INTEGER NOT NULL CHECK (last_byte > first_byte),
    valid_from INTEGER NOT NULL,
    valid_to   INTEGER,
    sentences  BLOB    NOT NULL,
    text       TEXT    NOT NULL
) STRICT;
CREATE INDEX passages_article ON passages (article, revision, ordinal);

-- +goose Down
DROP TABLE passages;
DROP TABLE revisions;
DROP TABLE articles;
DROP TABLE outlets;
DROP TABLE source_set_members;
DROP TABLE source_sets;
DROP TABLE subscriptions;
DROP TABLE sources;
