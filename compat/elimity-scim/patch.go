package main

import (
	"reflect"
	"sort"
	"strings"

	"github.com/elimity-com/scim"
	"github.com/elimity-com/scim/errors"
	"github.com/elimity-com/scim/filter"
	"github.com/elimity-com/scim/schema"
	parser "github.com/scim2/filter-parser/v2"
)

// edit is a PATCH while it is applied (RFC 7644, 3.5.2). The library has parsed its paths and checked its values; what they do to a
// resource, and what of it must not be changed, it leaves to its handlers.
type edit struct {
	schemas    []schema.Schema
	attributes attributes
	// The attributes that were named, each in its place.
	written attributes
}

func (e *edit) apply(operation scim.PatchOperation) error {
	if operation.Path != nil {
		return e.at(operation.Op, *operation.Path, operation.Value)
	}
	parts, ok := operation.Value.(map[string]interface{})
	if !ok {
		return errors.ScimErrorInvalidValue
	}
	for _, key := range sortedKeys(parts) {
		if err := e.named(operation.Op, key, parts[key]); err != nil {
			return err
		}
	}
	return nil
}

// named applies a part of a value without a path: its name is the URN of a schema with attributes below it, or a path.
func (e *edit) named(op, key string, value interface{}) error {
	for _, s := range e.schemas {
		inner, ok := value.(map[string]interface{})
		if !ok || !strings.EqualFold(s.ID, key) {
			continue
		}
		for _, name := range sortedKeys(inner) {
			if err := e.named(op, s.ID+":"+name, inner[name]); err != nil {
				return err
			}
		}
		return nil
	}
	path, err := parser.ParsePath([]byte(key))
	if err != nil {
		return errors.ScimErrorInvalidPath
	}
	return e.at(op, path, value)
}

// target is what a path names: an attribute in its place, and a sub-attribute of it where there is one.
type target struct {
	in        attributes
	attribute schema.CoreAttribute
	sub       *schema.CoreAttribute
}

func (t target) name() string { return t.attribute.Name() }

func (e *edit) find(op string, path parser.Path) (target, error) {
	var t target
	for index, s := range e.schemas {
		uri := path.AttributePath.URI()
		if uri == "" && index > 0 || uri != "" && !strings.EqualFold(uri, s.ID) {
			continue
		}
		found, ok := s.Attributes.ContainsAttribute(path.AttributePath.AttributeName)
		if !ok {
			// externalId is an attribute of every resource, and in no schema.
			if found, ok = schema.Attributes(schema.CommonAttributes()).ContainsAttribute(path.AttributePath.AttributeName); !ok {
				return t, errors.ScimErrorInvalidPath
			}
		}
		t.attribute, t.in = found, placeIn(e.attributes, index, s)
		placeIn(e.written, index, s)[found.Name()] = true
	}
	if t.in == nil {
		return t, errors.ScimErrorInvalidPath
	}
	sub := path.AttributePath.SubAttributeName()
	if sub == "" {
		sub = path.SubAttributeName()
	}
	if sub != "" {
		found, ok := t.attribute.SubAttributes().ContainsAttribute(sub)
		if !ok {
			return t, errors.ScimErrorInvalidPath
		}
		t.sub = &found
	}
	return t, t.refuseFixed(op)
}

// placeIn is where attributes of a schema stand, made where it is missing.
func placeIn(of attributes, index int, s schema.Schema) attributes {
	inner := in(index, s, of)
	if inner == nil {
		inner = attributes{}
		of[s.ID] = inner
	}
	return inner
}

// refuseFixed keeps what the schema says is not for a client to change, or not to be taken away.
func (t target) refuseFixed(op string) error {
	if t.attribute.Mutability() == "readOnly" || t.sub != nil && t.sub.Mutability() == "readOnly" {
		return errors.ScimErrorMutability
	}
	if op == scim.PatchOperationRemove && (t.sub == nil && t.attribute.Required() || t.sub != nil && t.sub.Required()) {
		return errors.ScimErrorMutability
	}
	return nil
}

func (e *edit) at(op string, path parser.Path, value interface{}) error {
	t, err := e.find(op, path)
	if err != nil {
		return err
	}
	if t.attribute.MultiValued() {
		return t.editList(op, path.ValueExpression, value)
	}
	if path.ValueExpression != nil {
		return errors.ScimErrorInvalidPath
	}
	if t.sub != nil {
		parts, _ := t.in[t.name()].(map[string]interface{})
		if parts == nil {
			parts = map[string]interface{}{}
			t.in[t.name()] = parts
		}
		return setPart(op, parts, *t.sub, value)
	}
	before, now := t.in[t.name()], copyOf(value)
	if t.attribute.Mutability() == "immutable" && before != nil && (op == scim.PatchOperationRemove || !reflect.DeepEqual(before, now)) {
		return errors.ScimErrorMutability
	}
	if op == scim.PatchOperationRemove {
		delete(t.in, t.name())
		return nil
	}
	// Of a complex attribute the parts that are given are set, and the others stay (RFC 7644, 3.5.2.1 and 3.5.2.3).
	parts, ok := now.(map[string]interface{})
	if known, has := before.(map[string]interface{}); ok && has {
		merge(known, parts)
		return nil
	}
	t.in[t.name()] = now
	return nil
}

// editList applies an operation to an attribute with many values, or to those of them that the filter of a path picks.
func (t target) editList(op string, wanted parser.Expression, value interface{}) error {
	list, _ := t.in[t.name()].([]interface{})
	if wanted == nil && t.sub == nil {
		return t.editWhole(op, list, value)
	}
	var picked, others []interface{}
	for _, entry := range list {
		if wanted == nil || t.passes(entry, wanted) {
			picked = append(picked, entry)
		} else {
			others = append(others, entry)
		}
	}
	if len(picked) == 0 {
		if op == scim.PatchOperationRemove {
			return nil
		}
		return errors.ScimErrorNoTarget
	}
	if t.sub == nil && op == scim.PatchOperationRemove {
		t.in[t.name()] = others
		return nil
	}
	for _, entry := range picked {
		if err := t.editEntry(op, entry, value); err != nil {
			return err
		}
	}
	return onePrimary(list, picked)
}

// passes asks the library's filter, as it does itself when it checks a path.
func (t target) passes(entry interface{}, wanted parser.Expression) bool {
	parts, ok := entry.(map[string]interface{})
	if !ok {
		parts = map[string]interface{}{"value": entry}
	}
	of := schema.Schema{Attributes: filter.MultiValuedFilterAttributes(t.attribute)}
	return filter.NewFilterValidator(wanted, of).PassesFilter(parts) == nil
}

func (t target) editEntry(op string, entry, value interface{}) error {
	parts, ok := entry.(map[string]interface{})
	if !ok {
		return errors.ScimErrorInvalidPath
	}
	if t.sub != nil {
		return setPart(op, parts, *t.sub, value)
	}
	if list, ok := value.([]interface{}); ok && len(list) == 1 {
		value = list[0]
	}
	now, ok := copyOf(value).(map[string]interface{})
	if !ok {
		return errors.ScimErrorInvalidValue
	}
	// A replace puts the value in place of each that was picked, an add completes it.
	if op == scim.PatchOperationReplace {
		clear(parts)
	}
	merge(parts, now)
	return nil
}

func (t target) editWhole(op string, list []interface{}, value interface{}) error {
	given, _ := copyOf(value).([]interface{})
	switch op {
	case scim.PatchOperationRemove:
		if value == nil {
			delete(t.in, t.name())
			return nil
		}
		// Some clients name in the value what is to be removed, and the library hands it on.
		var left []interface{}
		for _, entry := range list {
			if !among(entry, given) {
				left = append(left, entry)
			}
		}
		t.in[t.name()] = left
		return nil
	case scim.PatchOperationReplace:
		list = nil
	}
	var touched []interface{}
	for _, entry := range given {
		known := sameValue(list, entry)
		if known == nil {
			list = append(list, entry)
			touched = append(touched, entry)
			continue
		}
		// A value that is there is not there twice; what it did not have yet it gets.
		if parts, ok := known.(map[string]interface{}); ok {
			if t.name() != "members" {
				merge(parts, entry.(map[string]interface{}))
			}
			touched = append(touched, known)
		}
	}
	t.in[t.name()] = list
	return onePrimary(list, touched)
}

// setPart sets or removes a sub-attribute. An immutable one may be given once.
func setPart(op string, parts attributes, sub schema.CoreAttribute, value interface{}) error {
	before, has := parts[sub.Name()]
	if sub.Mutability() == "immutable" && has && (op == scim.PatchOperationRemove || !reflect.DeepEqual(before, value)) {
		return errors.ScimErrorMutability
	}
	if op == scim.PatchOperationRemove {
		delete(parts, sub.Name())
		return nil
	}
	parts[sub.Name()] = copyOf(value)
	return nil
}

func merge(into, parts map[string]interface{}) {
	for name, part := range parts {
		into[name] = part
	}
}

// sameValue finds the value of a list that another one is: by value and type (RFC 7643, 2.4), or else by all of it.
func sameValue(list []interface{}, wanted interface{}) interface{} {
	for _, entry := range list {
		one, isComplex := entry.(map[string]interface{})
		two, _ := wanted.(map[string]interface{})
		if isComplex && one["value"] != nil && one["value"] == two["value"] && (one["type"] == two["type"] || one["$ref"] != nil) {
			return entry
		}
		if reflect.DeepEqual(entry, wanted) {
			return entry
		}
	}
	return nil
}

// among says whether a value is one of those that a client named: by what they say of it.
func among(entry interface{}, given []interface{}) bool {
	parts, isComplex := entry.(map[string]interface{})
	for _, one := range given {
		named, ok := one.(map[string]interface{})
		if !isComplex || !ok || len(named) == 0 {
			if reflect.DeepEqual(entry, one) {
				return true
			}
			continue
		}
		same := true
		for _, name := range []string{"value", "type"} {
			if named[name] != nil && named[name] != parts[name] {
				same = false
			}
		}
		if same && (named["value"] != nil || reflect.DeepEqual(entry, one)) {
			return true
		}
	}
	return false
}

// onePrimary has a value that became primary take the place of the one that was (RFC 7644, 3.5.2).
func onePrimary(list, touched []interface{}) error {
	count := 0
	for _, entry := range touched {
		if isPrimary(entry) {
			count++
		}
	}
	if count > 1 {
		return errors.ScimErrorInvalidValue
	}
	if count == 0 {
		return nil
	}
	for _, entry := range list {
		if parts, ok := entry.(map[string]interface{}); ok && isPrimary(entry) && !isOneOf(parts, touched) {
			parts["primary"] = false
		}
	}
	return nil
}

func isOneOf(parts map[string]interface{}, entries []interface{}) bool {
	for _, entry := range entries {
		if reflect.ValueOf(entry).Pointer() == reflect.ValueOf(parts).Pointer() {
			return true
		}
	}
	return false
}

func sortedKeys(of map[string]interface{}) []string {
	keys := make([]string, 0, len(of))
	for key := range of {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
