package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"syscall"

	"github.com/mattn/go-sqlite3"
)

// errReadOnlyFS is what making a file on a read-only disk ends with.
const errReadOnlyFS = syscall.EROFS

// connector opens connections with the pragmas that the driver's DSN has
// no name for. It takes the place of a globally registered driver.
type connector struct{ dsn string }

// Connect opens one connection.
func (c connector) Connect(context.Context) (driver.Conn, error) { return c.Driver().Open(c.dsn) }

// Driver gives the driver that Connect uses.
func (c connector) Driver() driver.Driver {
	return &sqlite3.SQLiteDriver{ConnectHook: func(conn *sqlite3.SQLiteConn) error {
		_, err := conn.Exec(fmt.Sprintf("PRAGMA mmap_size = %d", mapped), nil)
		return err
	}}
}
