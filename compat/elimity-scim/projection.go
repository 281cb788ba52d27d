package main

import (
	"net/http"
	"strings"

	"github.com/elimity-com/scim/schema"
)

// projection is what "attributes" and "excludedAttributes" of a request ask for (RFC 7644, 3.9). The library leaves both to its handlers.
type projection struct {
	wanted   []string
	excluded []string
	// What the request wrote: an answer to it shows that, also where it is else shown to who asks (RFC 7643, 7).
	written attributes
}

func projectionOf(r *http.Request) projection {
	query := r.URL.Query()
	return projection{wanted: listed(query["attributes"]), excluded: listed(query["excludedAttributes"])}
}

// after is the projection of an answer to a request that wrote something.
func (p projection) after(written attributes) projection {
	p.written = written
	return p
}

func listed(values []string) []string {
	var names []string
	for _, name := range strings.Split(strings.Join(values, ","), ",") {
		if name = strings.TrimSpace(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// of takes from the attributes of a resource what was asked for, by what the schema says of each: what is shown always is, and what is shown
// to who asks for it is in no other answer. Where both parameters are there, "attributes" counts.
func (p projection) of(whole attributes, schemas []schema.Schema) attributes {
	always := only(whole, nil, schemas, func(_ attributes, attribute schema.CoreAttribute) bool {
		return attribute.Returned() == "always"
	})
	shown := only(whole, p.written, schemas, func(written attributes, attribute schema.CoreAttribute) bool {
		return attribute.Returned() != "request" || written[attribute.Name()] != nil
	})
	if externalID, ok := whole["externalId"]; ok {
		shown["externalId"] = externalID
	}
	if len(p.wanted) > 0 {
		shown = pick(whole, p.wanted, schemas)
	}
	for _, name := range p.excluded {
		if len(p.wanted) == 0 {
			drop(shown, name, schemas)
		}
	}
	for index, s := range schemas {
		for _, attribute := range s.Attributes {
			name := attribute.Name()
			value, ok := in(index, s, always)[name]
			if into := in(index, s, shown); ok && into != nil {
				into[name] = value
			} else if ok {
				shown[s.ID] = attributes{name: value}
			}
		}
	}
	return shown
}

// only are the attributes of the schemas for which something holds, which is told as well what was written in their place.
func only(whole, written attributes, schemas []schema.Schema, holds func(attributes, schema.CoreAttribute) bool) attributes {
	kept := attributes{}
	for index, s := range schemas {
		into := kept
		if index > 0 {
			into = attributes{}
		}
		for _, attribute := range s.Attributes {
			if value, ok := in(index, s, whole)[attribute.Name()]; ok && holds(in(index, s, written), attribute) {
				into[attribute.Name()] = copyOf(value)
			}
		}
		if index > 0 && len(into) > 0 {
			kept[s.ID] = into
		}
	}
	return kept
}

func pick(whole attributes, names []string, schemas []schema.Schema) attributes {
	picked := attributes{}
	for _, name := range names {
		extension, rest := split(name, schemas)
		from, into := whole, picked
		if extension != "" {
			inner, _ := whole[extension].(map[string]interface{})
			if rest == "" {
				if inner != nil {
					picked[extension] = inner
				}
				continue
			}
			from = inner
			if into, _ = picked[extension].(map[string]interface{}); into == nil {
				into = attributes{}
			}
		}
		attribute, sub, _ := strings.Cut(rest, ".")
		for key, value := range from {
			if strings.EqualFold(key, attribute) {
				into[key] = pickPart(into[key], value, sub)
			}
		}
		if extension != "" && len(into) > 0 {
			picked[extension] = into
		}
	}
	tidy(picked)
	return picked
}

// pickPart adds a sub-attribute to what was picked of a value before, or takes all of the value.
func pickPart(before, value interface{}, sub string) interface{} {
	if sub == "" {
		return value
	}
	switch value := value.(type) {
	case map[string]interface{}:
		picked, _ := before.(map[string]interface{})
		if picked == nil {
			picked = map[string]interface{}{}
		}
		for key, part := range value {
			if strings.EqualFold(key, sub) {
				picked[key] = part
			}
		}
		return picked
	case []interface{}:
		picked, _ := before.([]interface{})
		if picked == nil {
			picked = make([]interface{}, len(value))
		}
		for index, entry := range value {
			picked[index] = pickPart(picked[index], entry, sub)
		}
		return picked
	default:
		return before
	}
}

func drop(whole attributes, name string, schemas []schema.Schema) {
	extension, rest := split(name, schemas)
	from := whole
	if extension != "" {
		if rest == "" {
			delete(whole, extension)
			return
		}
		from, _ = whole[extension].(map[string]interface{})
	}
	attribute, sub, _ := strings.Cut(rest, ".")
	for key, value := range from {
		if !strings.EqualFold(key, attribute) {
			continue
		}
		if sub == "" {
			delete(from, key)
			continue
		}
		entries, ok := value.([]interface{})
		if !ok {
			entries = []interface{}{value}
		}
		for _, entry := range entries {
			parts, _ := entry.(map[string]interface{})
			for part := range parts {
				if strings.EqualFold(part, sub) {
					delete(parts, part)
				}
			}
		}
	}
	tidy(whole)
}

// split takes the schema off a full name. Attributes of the first schema stand at the top, those of others below their URN.
func split(name string, schemas []schema.Schema) (extension, rest string) {
	for index, s := range schemas {
		if strings.EqualFold(name, s.ID) && index > 0 {
			return s.ID, ""
		}
		if prefix := s.ID + ":"; len(name) > len(prefix) && strings.EqualFold(name[:len(prefix)], prefix) {
			if index == 0 {
				return "", name[len(prefix):]
			}
			return s.ID, name[len(prefix):]
		}
	}
	return "", name
}
