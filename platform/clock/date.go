package clock

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// Date is a day, such as 2026-04-20.
type Date string

// Scan implements sql.Scanner.
func (d *Date) Scan(v any) error {
	switch v := v.(type) {
	case time.Time:
		*d = Date(v.Format(time.DateOnly))
	case []byte:
		*d = Date(v)
	case string:
		*d = Date(v)
	default:
		return fmt.Errorf("a date came as %T", v)
	}
	return nil
}

// Value implements driver.Valuer.
func (d Date) Value() (driver.Value, error) { return string(d), nil }

// SchemaFormat tells the API description what a date looks like.
func (Date) SchemaFormat() string { return "date" }
