package main

import (
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/elimity-com/scim/errors"
	"github.com/elimity-com/scim/schema"
)

// settle holds attributes to what the library leaves to its handlers: what stays as it is, what no two may have, what is never to be
// read again, and what refers to other resources.
func (d *directory) settle(typ string, before *resource, now attributes) error {
	tidy(now)
	schemas := d.schemas[typ]
	if before == nil {
		d.made++
		number := strconv.Itoa(d.made)
		_ = forEach(schemas, now, func(in attributes, attribute schema.CoreAttribute) error {
			if attribute.Name() == "number" && attribute.Mutability() == "readOnly" {
				in["number"] = number
			}
			return nil
		})
	}
	err := forEach(schemas, now, func(in attributes, attribute schema.CoreAttribute) error {
		value := in[attribute.Name()]
		if text, ok := value.(string); ok && attribute.Returned() == "never" {
			in[attribute.Name()] = seal(text)
		}
		if list, ok := value.([]interface{}); ok && countPrimary(list) > 1 {
			return errors.ScimErrorInvalidValue
		}
		return nil
	})
	if err != nil {
		return err
	}
	if userName, _ := now["userName"].(string); typ == "User" && strings.TrimSpace(userName) == "" {
		return errors.ScimErrorInvalidValue
	}
	if err := d.refuseTaken(typ, before, now); err != nil {
		return err
	}
	return d.settleMembers(now)
}

// refuseTaken holds attributes that the schema calls unique to that.
func (d *directory) refuseTaken(typ string, before *resource, now attributes) error {
	for index, s := range d.schemas[typ] {
		for _, attribute := range s.Attributes {
			value, ok := in(index, s, now)[attribute.Name()].(string)
			if !ok || attribute.Uniqueness() == "none" {
				continue
			}
			for _, other := range d.resources {
				if other == before || other.typ != typ {
					continue
				}
				taken, ok := in(index, s, other.attributes)[attribute.Name()].(string)
				if ok && (taken == value || !attribute.CaseExact() && strings.EqualFold(taken, value)) {
					return errors.ScimErrorUniqueness
				}
			}
		}
	}
	return nil
}

// keepFixed is what a PUT does not say (RFC 7644, 3.5.1): readOnly attributes stay as they are; so does what is never shown, which nobody can
// send back; what is immutable may be given once.
func keepFixed(schemas []schema.Schema, before, now attributes) error {
	known := copyOf(before).(attributes)
	for index, s := range schemas {
		for _, attribute := range s.Attributes {
			value, had := in(index, s, known)[attribute.Name()]
			if !had {
				continue
			}
			given, has := in(index, s, now)[attribute.Name()]
			isImmutable := attribute.Mutability() == "immutable"
			if isImmutable && has && !reflect.DeepEqual(given, value) {
				return errors.ScimErrorMutability
			}
			if has || !isImmutable && attribute.Mutability() != "readOnly" && attribute.Returned() != "never" {
				continue
			}
			if into := in(index, s, now); into != nil {
				into[attribute.Name()] = value
			} else {
				now[s.ID] = attributes{attribute.Name(): value}
			}
		}
	}
	return nil
}

// settleMembers has each member once, with the type and the place that it really has.
func (d *directory) settleMembers(now attributes) error {
	list, _ := now["members"].([]interface{})
	var kept []interface{}
	seen := map[string]bool{}
	for _, entry := range list {
		member, _ := entry.(map[string]interface{})
		id, _ := member["value"].(string)
		referred := d.byID(id)
		if referred == nil {
			return errors.ScimError{
				ScimType: errors.ScimTypeInvalidValue,
				Status:   400,
				Detail:   fmt.Sprintf("There is no User or Group %q that could be a member.", id),
			}
		}
		if seen[id] {
			continue
		}
		seen[id] = true
		member["type"] = referred.typ
		member["$ref"] = d.placeOf(referred)
		kept = append(kept, member)
	}
	if len(kept) > 0 {
		now["members"] = kept
	}
	return nil
}

func countPrimary(list []interface{}) int {
	count := 0
	for _, entry := range list {
		if isPrimary(entry) {
			count++
		}
	}
	return count
}

func isPrimary(entry interface{}) bool {
	parts, _ := entry.(map[string]interface{})
	return parts["primary"] == true
}

// tidy takes out what counts as unassigned: null, and lists and objects with nothing in them (RFC 7643, 2.5).
func tidy(of attributes) {
	for name, value := range of {
		switch value := value.(type) {
		case map[string]interface{}:
			tidy(value)
			if len(value) == 0 {
				delete(of, name)
			}
		case []interface{}:
			kept := make([]interface{}, 0, len(value))
			for _, entry := range value {
				if parts, ok := entry.(map[string]interface{}); ok {
					if tidy(parts); len(parts) == 0 {
						continue
					}
				}
				kept = append(kept, entry)
			}
			if of[name] = kept; len(kept) == 0 {
				delete(of, name)
			}
		case nil:
			delete(of, name)
		}
	}
}

// sealed is a secret as it is kept: nothing here asks for one, and it is never shown.
type sealed struct{ salt, hash [32]byte }

func seal(secret string) sealed {
	var kept sealed
	if _, err := rand.Read(kept.salt[:]); err != nil {
		panic(err)
	}
	kept.hash = sha256.Sum256(append(kept.salt[:], secret...))
	return kept
}
