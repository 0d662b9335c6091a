package registers

import "github.com/google/uuid"

// ID refers to another row, a company or a person.
type ID = uuid.UUID
