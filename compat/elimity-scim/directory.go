package main

import (
	"crypto/rand"
	"fmt"
	"reflect"
	"strconv"
	"sync"
	"time"

	"github.com/elimity-com/scim/errors"
	"github.com/elimity-com/scim/schema"
)

// attributes are those of a resource, by the names that the schema has for them.
type attributes = map[string]interface{}

// resource is a resource as it is kept.
type resource struct {
	id         string
	typ        string
	attributes attributes
	created    time.Time
	modified   time.Time
	edits      int
}

func (r *resource) version() string {
	return `W/"` + strconv.Itoa(r.edits) + `"`
}

// directory holds all resources, in the order in which they were made. Users and Groups are in one, for each shows the other.
type directory struct {
	mutex     sync.Mutex
	url       string
	schemas   map[string][]schema.Schema
	resources []*resource
	// How many were made, those among them that are gone.
	made int
}

func newDirectory(url string) *directory {
	return &directory{url: url, schemas: map[string][]schema.Schema{}}
}

// find gives the resource of a type, or the error of the library for one that is not there.
func (d *directory) find(typ, id string) (*resource, error) {
	for _, r := range d.resources {
		if r.typ == typ && r.id == id {
			return r, nil
		}
	}
	return nil, errors.ScimErrorResourceNotFound(id)
}

func (d *directory) byID(id string) *resource {
	for _, r := range d.resources {
		if r.id == id {
			return r
		}
	}
	return nil
}

// put makes a resource, or gives one that is there its attributes. What is no change leaves version and date as they are.
func (d *directory) put(typ string, before *resource, now attributes) (*resource, error) {
	if err := d.settle(typ, before, now); err != nil {
		return nil, err
	}
	if before == nil {
		at := time.Now().UTC()
		made := &resource{id: newID(), typ: typ, attributes: now, created: at, modified: at, edits: 1}
		d.resources = append(d.resources, made)
		return made, nil
	}
	if !reflect.DeepEqual(before.attributes, now) {
		before.attributes = now
		before.touch()
	}
	return before, nil
}

func (r *resource) touch() {
	r.modified = time.Now().UTC()
	r.edits++
}

func (d *directory) placeOf(r *resource) string {
	return fmt.Sprintf("%s/%ss/%s", d.url, r.typ, r.id)
}

// remove takes a resource away, and out of every Group that it was in.
func (d *directory) remove(gone *resource) {
	var left []*resource
	for _, r := range d.resources {
		if r == gone {
			continue
		}
		left = append(left, r)
		members, _ := r.attributes["members"].([]interface{})
		var staying []interface{}
		for _, member := range members {
			if member.(map[string]interface{})["value"] != gone.id {
				staying = append(staying, member)
			}
		}
		if len(staying) == len(members) {
			continue
		}
		r.attributes["members"] = staying
		tidy(r.attributes)
		r.touch()
	}
	d.resources = left
}

// groupsOf are the Groups of a User, as its readOnly attribute shows them: those it is in, and those that these are in.
func (d *directory) groupsOf(id string) []interface{} {
	var shown []interface{}
	seen := map[string]bool{}
	var look func(member, how string)
	look = func(member, how string) {
		var found []string
		for _, group := range d.resources {
			if group.typ != "Group" || seen[group.id] || !has(group, member) {
				continue
			}
			seen[group.id] = true
			found = append(found, group.id)
			shown = append(shown, map[string]interface{}{
				"value":   group.id,
				"$ref":    d.placeOf(group),
				"display": group.attributes["displayName"],
				"type":    how,
			})
		}
		for _, group := range found {
			look(group, "indirect")
		}
	}
	look(id, "direct")
	return shown
}

func has(group *resource, id string) bool {
	members, _ := group.attributes["members"].([]interface{})
	for _, member := range members {
		if member.(map[string]interface{})["value"] == id {
			return true
		}
	}
	return false
}

// newID is an id that no resource had before.
func newID() string {
	var b [16]byte
	if _, err := rand.Read(b[:]); err != nil {
		panic(err)
	}
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[0:4], b[4:6], b[6:8], b[8:10], b[10:16])
}

// copyOf is a copy of a value that shares nothing with it.
func copyOf(value interface{}) interface{} {
	switch value := value.(type) {
	case map[string]interface{}:
		made := make(map[string]interface{}, len(value))
		for name, part := range value {
			made[name] = copyOf(part)
		}
		return made
	case []interface{}:
		made := make([]interface{}, len(value))
		for index, entry := range value {
			made[index] = copyOf(entry)
		}
		return made
	default:
		return value
	}
}
