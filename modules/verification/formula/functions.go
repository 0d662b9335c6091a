package formula

import "math"

// called reads what a function is given and works it out.
func (r *reader) called(name string, from int) (value, error) {
	var given []float64
	before := r.late
	for {
		v, err := r.sum()
		if err != nil {
			return v, err
		}
		given = append(given, v.all...)
		if r.take(",;") == 0 {
			break
		}
	}
	if r.take(")") == 0 {
		return value{}, r.unreadable()
	}
	fn, ok := functions[name]
	if !ok {
		return value{}, &Fault{Kind: Unknown, Name: name, At: from}
	}
	if name == "count" {
		r.late = before // nothing can be counted too
	} else if len(given) == 0 {
		return value{all: []float64{0}}, nil // held already as missing
	}
	result := fn(given)
	if math.IsNaN(result) || math.IsInf(result, 0) {
		r.hold(&Fault{Kind: Undefined, Name: name, At: from})
		result = 0
	}
	return value{all: []float64{result}}, nil
}

// functions are what a formula may call; those of one number take the first.
var functions = map[string]func([]float64) float64{
	"sum":   total,
	"avg":   func(all []float64) float64 { return total(all) / float64(len(all)) },
	"min":   func(all []float64) float64 { return pick(all, math.Min) },
	"max":   func(all []float64) float64 { return pick(all, math.Max) },
	"abs":   func(all []float64) float64 { return math.Abs(all[0]) },
	"sqrt":  func(all []float64) float64 { return math.Sqrt(all[0]) },
	"round": round,
	"count": func(all []float64) float64 { return float64(len(all)) },
}

func total(all []float64) (sum float64) {
	for _, v := range all {
		sum += v
	}
	return sum
}

func pick(all []float64, better func(a, b float64) float64) float64 {
	best := all[0]
	for _, v := range all {
		best = better(best, v)
	}
	return best
}

// round rounds to whole numbers, or to as many decimals as the second number says.
func round(all []float64) float64 {
	scale := 1.0
	if len(all) > 1 {
		scale = math.Pow(10, math.Trunc(math.Max(0, math.Min(9, all[1]))))
	}
	return math.Floor(all[0]*scale+0.5) / scale
}
