-- +goose Up

-- The manifest of the full-text index. Ids are never reused. A segment is
-- building until it is whole, live while questions read it, retired once
-- another replaced it, dropping while its rows are deleted. A tail carries
-- its postings itself; the others have theirs in postings. amended is the
-- last amendment that columns takes into account; touched is Unix seconds.
CREATE TABLE segments (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    state         TEXT    NOT NULL CHECK (state IN ('building', 'live', 'retired', 'dropping')),
    passages      INTEGER NOT NULL,
    first_passage INTEGER NOT NULL,
    first_article INTEGER NOT NULL,
    amended       INTEGER NOT NULL,
    touched       INTEGER NOT NULL,
    is_tail       INTEGER NOT NULL,
    columns       BLOB,
    tail          BLOB
) STRICT;
CREATE INDEX segments_state ON segments (state, first_passage);

-- The run of a term in a segment; see package index. The segment comes
-- first in the key: a new segment is then appended at the end of the tree
-- and an old one cut out in one piece, where (term, segment) would touch
-- nearly every page of the table on each merge.
CREATE TABLE postings (
    segment INTEGER NOT NULL,
    term    TEXT    NOT NULL,
    df      INTEGER NOT NULL,
    data    BLOB    NOT NULL,
    PRIMARY KEY (segment, term)
) STRICT, WITHOUT ROWID;

-- What has changed about passages since their segments were written.
CREATE TABLE amendments (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    passage    INTEGER NOT NULL,
    valid_to   INTEGER,
    source_set INTEGER NOT NULL,
    deleted    INTEGER NOT NULL
) STRICT;

-- Facts about the index as a whole, such as the format of its blobs.
CREATE TABLE index_facts (
    name  TEXT    PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE index_facts;
DROP TABLE amendments;
DROP TABLE postings;
DROP TABLE segments;
