package kernel

import "reflect"

// Line is a T that the database wrote as JSON; it is passed on as it is.
type Line[T any] []byte

// Encoded is the JSON.
func (l Line[T]) Encoded() []byte { return l }

func (Line[T]) lineOf() reflect.Type { return reflect.TypeFor[T]() }

type line interface{ lineOf() reflect.Type }
