package store

import (
	"database/sql"
	"encoding/json"
	"time"

	"attache/news"
)

// Times are stored as Unix seconds, and as NULL where they are not known.

func unix(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.Unix()
}

func fromUnix(v sql.NullInt64) time.Time {
	if !v.Valid {
		return time.Time{}
	}
	return time.Unix(v.Int64, 0).UTC()
}

func moment(v sql.NullInt64, dayOnly bool) news.Moment {
	return news.Moment{Time: fromUnix(v), DayOnly: v.Valid && dayOnly}
}

// list is values as the JSON array that json_each(?) takes in place of a
// list of parameters, so that one statement serves any number of them.
func list[T any](values []T) (string, error) {
	if values == nil {
		values = []T{}
	}
	data, err := json.Marshal(values)
	return string(data), err
}

// collect reads all rows and closes them.
func collect[T any](rows *sql.Rows, err error, scan func(*sql.Rows) (T, error)) (values []T, failed error) {
	if err != nil {
		return nil, err
	}
	defer func() {
		if err := rows.Close(); failed == nil {
			failed = err
		}
	}()
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		values = append(values, v)
	}
	return values, rows.Err()
}
