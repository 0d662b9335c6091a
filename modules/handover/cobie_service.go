package handover

import "context"

// writeSpares writes the spare parts; one that belongs to no product type says so.
func (c *toCobie) writeSpares(ctx context.Context) error {
	if err := c.out.Sheet("Spare"); err != nil {
		return err
	}
	return c.part(ctx, "spare_parts", func(l line) error {
		cells := c.base(l, l.text("part_number"), "IfcConstructionProductResource")
		cells["Category"], cells["TypeName"], cells["PartNumber"] = "Part", c.typeOf(l), l.text("part_number")
		cells["Description"], cells["Suppliers"] = first(l.text("name"), l.text("note"), l.text("part_number")), c.keys[fold(l.text("supplier"))]
		return c.out.Row(cells)
	})
}

// writeJobs writes the tasks of service.
func (c *toCobie) writeJobs(ctx context.Context) error {
	if err := c.out.Sheet("Job"); err != nil {
		return err
	}
	return c.part(ctx, "service_tasks", func(l line) error {
		cells := c.base(l, first(l.text("name"), l.text("code")), "IfcTask")
		cells["Category"], cells["Status"], cells["TypeName"], cells["TaskNumber"] = "PM", "Not Yet Started", c.typeOf(l), l.text("code")
		cells["Description"] = first(l.text("instruction"), l.text("name"), l.text("code"))
		if hours, ok := l.number("hours").(float64); ok {
			cells["Duration"], cells["DurationUnit"] = hours*60, "minute"
		}
		if l.has("every_months") {
			cells["Frequency"], cells["FrequencyUnit"] = l.number("every_months"), "month"
		}
		if l.has("next_on") {
			cells["Start"], cells["TaskStartUnit"] = l.text("next_on"), "date"
		}
		return c.out.Row(cells)
	})
}

// typeOf is the product type that something belongs to; the sheet wants one.
func (c *toCobie) typeOf(l line) string { return first(c.types[l.id("type")], "n/a") }
