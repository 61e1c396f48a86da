-- +goose Up

-- Places news is read from, each once for all guilds. A source is due when
-- next_at has come and nobody holds its lease; times are Unix seconds.
-- validated_at is the address that etag and last_modified belong to, where a
-- redirect led to another; newest is the latest publication it has listed, interval the seconds
-- between readings that its rhythm suggests, failing_since the first of the
-- failures in a row, notes a JSON array of sentences about single items.
-- The table is made anew because its kinds cannot be added to.
CREATE TABLE new_sources (
    id            INTEGER PRIMARY KEY,
    url           TEXT    NOT NULL UNIQUE,
    kind          TEXT    NOT NULL CHECK (kind IN ('feed', 'sitemap', 'page', 'import')),
    title         TEXT    NOT NULL DEFAULT '',
    home          TEXT    NOT NULL DEFAULT '',
    language      TEXT    NOT NULL DEFAULT '',
    paused        INTEGER NOT NULL DEFAULT 0,
    pause_reason  TEXT    NOT NULL DEFAULT '',
    etag          TEXT    NOT NULL DEFAULT '',
    last_modified TEXT    NOT NULL DEFAULT '',
    validated_at  TEXT    NOT NULL DEFAULT '',
    newest        INTEGER,
    interval      INTEGER NOT NULL DEFAULT 0,
    tried_at      INTEGER,
    fetched_at    INTEGER,
    next_at       INTEGER,
    leased_until  INTEGER NOT NULL DEFAULT 0,
    failures      INTEGER NOT NULL DEFAULT 0,
    failing_since INTEGER,
    problem       TEXT    NOT NULL DEFAULT '',
    skipped       INTEGER NOT NULL DEFAULT 0,
    notes         TEXT    NOT NULL DEFAULT '[]'
) STRICT;
INSERT INTO new_sources (id, url, kind, title, paused, etag, last_modified, tried_at, fetched_at, next_at, failures, problem)
SELECT id, url, kind, title, paused, etag, last_modified, fetched_at, fetched_at, next_at, failures, problem FROM sources;

-- Who sees a source. The guild '' is everybody: the operator's own sources.
-- folders is a JSON array, outermost first, as an imported list had them.
CREATE TABLE new_subscriptions (
    guild   TEXT    NOT NULL,
    source  INTEGER NOT NULL REFERENCES new_sources (id) ON DELETE CASCADE,
    label   TEXT    NOT NULL DEFAULT '',
    channel TEXT    NOT NULL DEFAULT '',
    folders TEXT    NOT NULL DEFAULT '[]',
    PRIMARY KEY (guild, source)
) STRICT, WITHOUT ROWID;
INSERT INTO new_subscriptions (guild, source, label, channel) SELECT guild, source, label, channel FROM subscriptions;

CREATE TABLE new_source_set_members (
    source     INTEGER NOT NULL REFERENCES new_sources (id),
    source_set INTEGER NOT NULL REFERENCES source_sets (id),
    PRIMARY KEY (source, source_set)
) STRICT, WITHOUT ROWID;
INSERT INTO new_source_set_members SELECT source, source_set FROM source_set_members;

-- The tables that refer to sources go first, so that nothing cascades.
DROP TABLE subscriptions;
DROP TABLE source_set_members;
DROP TABLE sources;
ALTER TABLE new_sources RENAME TO sources;
ALTER TABLE new_subscriptions RENAME TO subscriptions;
CREATE INDEX subscriptions_source ON subscriptions (source);
ALTER TABLE new_source_set_members RENAME TO source_set_members;
CREATE INDEX sources_due ON sources (next_at) WHERE next_at IS NOT NULL AND paused = 0;

-- What a revision adds to the article: when the outlet says that it was
-- changed, its lead image, whether it is for subscribers (walled), whether
-- the text is a summary that stands in for the page (partial). checked is
-- when its page was last read, check_at when it is to be read again.
ALTER TABLE articles ADD COLUMN modified INTEGER;
ALTER TABLE articles ADD COLUMN image TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN walled INTEGER NOT NULL DEFAULT 0;
ALTER TABLE articles ADD COLUMN partial INTEGER NOT NULL DEFAULT 0;
ALTER TABLE articles ADD COLUMN checked INTEGER;
ALTER TABLE articles ADD COLUMN check_at INTEGER;
CREATE INDEX articles_check ON articles (check_at) WHERE check_at IS NOT NULL;

-- Other names that lead to an article: the address under which a feed
-- lists it, or the feed's own identifier.
CREATE TABLE aliases (
    alias   TEXT    PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX aliases_article ON aliases (article);

-- What a revision changed about the one before: a news.Change as JSON,
-- whose ranges are bytes of the two texts; empty for a first version.
ALTER TABLE revisions ADD COLUMN change TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE revisions DROP COLUMN change;
DROP TABLE aliases;
DROP INDEX articles_check;
ALTER TABLE articles DROP COLUMN check_at;
ALTER TABLE articles DROP COLUMN checked;
ALTER TABLE articles DROP COLUMN partial;
ALTER TABLE articles DROP COLUMN walled;
ALTER TABLE articles DROP COLUMN image;
ALTER TABLE articles DROP COLUMN modified;
ALTER TABLE subscriptions DROP COLUMN folders;
CREATE TABLE old_sources (
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
INSERT INTO old_sources SELECT id, url, CASE kind WHEN 'sitemap' THEN 'feed' ELSE kind END, title, paused,
    etag, last_modified, fetched_at, next_at, 0, failures, problem FROM sources;
CREATE TABLE old_subscriptions (
    guild   TEXT    NOT NULL,
    source  INTEGER NOT NULL REFERENCES old_sources (id) ON DELETE CASCADE,
    label   TEXT    NOT NULL DEFAULT '',
    channel TEXT    NOT NULL DEFAULT '',
    PRIMARY KEY (guild, source)
) STRICT, WITHOUT ROWID;
INSERT INTO old_subscriptions SELECT guild, source, label, channel FROM subscriptions;
CREATE TABLE old_source_set_members (
    source     INTEGER NOT NULL REFERENCES old_sources (id),
    source_set INTEGER NOT NULL REFERENCES source_sets (id),
    PRIMARY KEY (source, source_set)
) STRICT, WITHOUT ROWID;
INSERT INTO old_source_set_members SELECT source, source_set FROM source_set_members;
DROP TABLE subscriptions;
DROP TABLE source_set_members;
DROP TABLE sources;
ALTER TABLE old_sources RENAME TO sources;
ALTER TABLE old_subscriptions RENAME TO subscriptions;
ALTER TABLE old_source_set_members RENAME TO source_set_members;
CREATE INDEX sources_due ON sources (next_at) WHERE next_at IS NOT NULL AND paused = 0;
