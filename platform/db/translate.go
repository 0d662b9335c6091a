package db

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"cxweb/platform/problem"

	"github.com/jackc/pgx/v5/pgconn"
)

// GaveWay tells whether the database undid a piece of work because it and another
// waited for each other: done once more, it can succeed.
func GaveWay(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && (pg.Code == "40P01" || pg.Code == "40001")
}

// translate puts the database's refusals into words for people, in this one
// place; problems pass as they are.
func translate(err error) error {
	var p *problem.Problem
	if err == nil || errors.As(err, &p) {
		return err
	}
	if errors.Is(err, sql.ErrNoRows) {
		return problem.New(problem.NotFound, "").Because(err)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return problem.New(problem.Unavailable, "It took too long. Try again in a moment.").Because(err)
	}
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		return err
	}
	field := column(pg)
	switch pg.Code {
	case "23505", "23P01": // unique
		p = problem.New(problem.Conflict, "It is there already")
		if field != "" {
			p.And(field, "is used already")
		}
	case "23503": // foreign key
		if strings.Contains(pg.Message, "still referenced") || strings.HasPrefix(pg.Message, "update or delete") {
			p = problem.New(problem.Conflict, "Other rows still refer to it. Move or delete those first.")
			break
		}
		p = problem.New(problem.Invalid, "It refers to something that is not in this project")
		if field != "" {
			p.And(field, "is not in this project")
		}
	case "23514": // check
		p = problem.New(problem.Invalid, "A value is not allowed")
		if field != "" {
			p.And(field, "is not allowed")
		}
	case "23502": // not null
		p = problem.At(pg.ColumnName, "is needed")
	case "22003":
		p = problem.New(problem.Invalid, "A number is too large")
	case "22021", "22P05":
		p = problem.New(problem.Invalid, "The text holds a character that cannot be kept")
	case "22P02":
		p = problem.New(problem.Invalid, "A value is not of the right kind")
	case "22008", "22007":
		p = problem.New(problem.Invalid, "A date is not a date")
	case "42501": // row security, or no grant: what may not be seen is not there
		p = problem.New(problem.NotFound, "")
	case "40P01", "40001", "55P03":
		p = problem.New(problem.Unavailable, "Others were changing the same. Try again.")
	case "CX409": // a refusal in a trigger's own words, which its module teaches
		var named []any
		if pg.Detail != "" {
			named = append(named, pg.Detail)
		}
		p = problem.New(problem.Conflict, pg.Message, named...)
	case "57014":
		p = problem.New(problem.Unavailable, "It took too long. Try again in a moment.")
	case "53300", "53100", "53200", "57P01", "57P02", "57P03":
		p = problem.New(problem.Unavailable, "The database cannot take more right now. Try again in a moment.")
	default:
		return err
	}
	return p.Because(err)
}

// column finds the field in a constraint's name: <table>_<field>_uq, _fk or none.
func column(pg *pgconn.PgError) string {
	name := strings.TrimPrefix(pg.ConstraintName, pg.TableName+"_")
	for _, end := range []string{"_uq", "_fk", "_check"} {
		name = strings.TrimSuffix(name, end)
	}
	if name == pg.ConstraintName || strings.Contains(name, "_id") || strings.HasSuffix(name, "pkey") {
		return ""
	}
	return strings.TrimPrefix(name, "project_")
}

func init() {
	problem.Teach(map[string]string{
		"It took too long. Try again in a moment.":                        "Det tog for lang tid. Prøv igen om lidt.",
		"It is there already":                                             "Det findes i forvejen",
		"is used already":                                                 "er brugt i forvejen",
		"Other rows still refer to it. Move or delete those first.":       "Andre rækker henviser til den. Flyt eller slet dem først.",
		"It refers to something that is not in this project":              "Der henvises til noget, som ikke er i dette projekt",
		"is not in this project":                                          "er ikke i dette projekt",
		"A value is not allowed":                                          "En værdi er ikke tilladt",
		"is not allowed":                                                  "er ikke tilladt",
		"is needed":                                                       "skal udfyldes",
		"A number is too large":                                           "Et tal er for stort",
		"The text holds a character that cannot be kept":                  "Teksten indeholder et tegn, der ikke kan gemmes",
		"A value is not of the right kind":                                "En værdi er ikke af den rette slags",
		"A date is not a date":                                            "En dato er ikke en dato",
		"Others were changing the same. Try again.":                       "Andre var ved at ændre det samme. Prøv igen.",
		"The database cannot take more right now. Try again in a moment.": "Databasen kan ikke tage imod mere lige nu. Prøv igen om lidt.",
	})
}
