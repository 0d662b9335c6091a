package clock

import (
	"time"
	_ "time/tzdata" // a server may lack the zone files
)

var copenhagen = zone("Europe/Copenhagen")

func zone(name string) *time.Location {
	z, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return z
}
