package main

import (
	"net/http"
	"time"

	"github.com/elimity-com/scim"
	"github.com/elimity-com/scim/filter"
	"github.com/elimity-com/scim/optional"
	"github.com/elimity-com/scim/schema"
)

// handler is what the library calls for one type of resources: a scim.ResourceHandler and a scim.ResourceSearcher.
type handler struct {
	directory *directory
	typ       scim.ResourceType
}

func (h handler) Create(r *http.Request, given scim.ResourceAttributes) (scim.Resource, error) {
	defer h.locked()()
	made, err := h.directory.put(h.typ.Name, nil, h.asLists(given))
	if err != nil {
		return scim.Resource{}, err
	}
	return h.shown(made, projectionOf(r).after(attributes(given))), nil
}

func (h handler) Get(r *http.Request, id string) (scim.Resource, error) {
	defer h.locked()()
	found, err := h.directory.find(h.typ.Name, id)
	if err != nil {
		return scim.Resource{}, err
	}
	return h.shown(found, projectionOf(r)), nil
}

func (h handler) GetAll(r *http.Request, params scim.ListRequestParams) (scim.Page, error) {
	return h.page(params.FilterValidator, params.StartIndex, params.Count, projectionOf(r))
}

// Search is the same by POST, with what the body says.
func (h handler) Search(_ *http.Request, params scim.SearchParams) (scim.Page, error) {
	only := projection{wanted: params.Attributes, excluded: params.ExcludedAttributes}
	return h.page(params.FilterValidator, params.StartIndex, params.Count, only)
}

func (h handler) page(wanted *filter.Validator, start, count int, only projection) (scim.Page, error) {
	defer h.locked()()
	shown := []scim.Resource{}
	total := 0
	for _, kept := range h.directory.resources {
		if kept.typ != h.typ.Name || !h.passes(kept, wanted) {
			continue
		}
		total++
		if total >= start && len(shown) < count {
			shown = append(shown, h.shown(kept, only))
		}
	}
	return scim.Page{TotalResults: total, Resources: shown}, nil
}

func (h handler) Replace(r *http.Request, id string, given scim.ResourceAttributes) (scim.Resource, error) {
	defer h.locked()()
	found, err := h.directory.find(h.typ.Name, id)
	if err != nil {
		return scim.Resource{}, err
	}
	if err := refuseOtherVersion(r, found.version()); err != nil {
		return scim.Resource{}, err
	}
	now := h.asLists(given)
	if err := keepFixed(schemasOf(h.typ), found.attributes, now); err != nil {
		return scim.Resource{}, err
	}
	if found, err = h.directory.put(h.typ.Name, found, now); err != nil {
		return scim.Resource{}, err
	}
	return h.shown(found, projectionOf(r).after(attributes(given))), nil
}

func (h handler) Patch(r *http.Request, id string, operations []scim.PatchOperation) (scim.Resource, error) {
	defer h.locked()()
	found, err := h.directory.find(h.typ.Name, id)
	if err != nil {
		return scim.Resource{}, err
	}
	if err := refuseOtherVersion(r, found.version()); err != nil {
		return scim.Resource{}, err
	}
	// All of it or nothing (RFC 7644, 3.5.2): what fails on the way has changed a copy.
	edit := edit{
		schemas:    schemasOf(h.typ),
		attributes: copyOf(found.attributes).(attributes),
		written:    attributes{},
	}
	for _, operation := range operations {
		if err := edit.apply(operation); err != nil {
			return scim.Resource{}, err
		}
	}
	if found, err = h.directory.put(h.typ.Name, found, edit.attributes); err != nil {
		return scim.Resource{}, err
	}
	return h.shown(found, projectionOf(r).after(edit.written)), nil
}

func (h handler) Delete(r *http.Request, id string) error {
	defer h.locked()()
	found, err := h.directory.find(h.typ.Name, id)
	if err != nil {
		return err
	}
	if err := refuseOtherVersion(r, found.version()); err != nil {
		return err
	}
	h.directory.remove(found)
	return nil
}

// locked keeps others out until what it gives is called, also where the library panics.
func (h handler) locked() (unlock func()) {
	h.directory.mutex.Lock()
	return h.directory.mutex.Unlock
}

// asLists copies what was given; the library lets one object pass for a list, and it becomes a list of one.
func (h handler) asLists(given scim.ResourceAttributes) attributes {
	now := copyOf(map[string]interface{}(given)).(attributes)
	_ = forEach(schemasOf(h.typ), now, func(in attributes, attribute schema.CoreAttribute) error {
		if one, ok := in[attribute.Name()].(map[string]interface{}); ok && attribute.MultiValued() {
			in[attribute.Name()] = []interface{}{one}
		}
		return nil
	})
	return now
}

// all are the attributes of a resource that may be shown, those worked out among them.
func (h handler) all(kept *resource) attributes {
	shown := copyOf(kept.attributes).(attributes)
	_ = forEach(schemasOf(h.typ), shown, func(in attributes, attribute schema.CoreAttribute) error {
		if attribute.Returned() == "never" {
			delete(in, attribute.Name())
		}
		return nil
	})
	if groups := h.directory.groupsOf(kept.id); kept.typ == "User" && len(groups) > 0 {
		shown["groups"] = groups
	}
	return shown
}

// shown is a resource as the library takes it from a handler. It writes id, schemas and meta itself.
func (h handler) shown(kept *resource, only projection) scim.Resource {
	shown := only.of(h.all(kept), schemasOf(h.typ))
	made := scim.Resource{
		ID:         kept.id,
		Attributes: shown,
		Meta:       scim.Meta{Created: &kept.created, LastModified: &kept.modified, Version: kept.version()},
	}
	if externalID, ok := shown["externalId"].(string); ok {
		made.ExternalID = optional.NewString(externalID)
	}
	// The library answers 204 to a PATCH whose resource has no attributes: there is always its id.
	shown["id"] = kept.id
	return made
}

// passes says whether the library lets a resource through its filter. It looks for attributes of extensions under their full names.
func (h handler) passes(kept *resource, wanted *filter.Validator) bool {
	if wanted == nil {
		return true
	}
	whole := h.all(kept)
	schemas := []interface{}{}
	for index, s := range schemasOf(h.typ) {
		schemas = append(schemas, s.ID)
		if parts, ok := whole[s.ID].(map[string]interface{}); ok && index > 0 {
			for name, part := range parts {
				whole[s.ID+":"+name] = part
			}
		}
	}
	whole["schemas"] = schemas
	whole["id"] = kept.id
	whole["meta"] = map[string]interface{}{
		"resourceType": h.typ.Name,
		"created":      kept.created.Format(time.RFC3339),
		"lastModified": kept.modified.Format(time.RFC3339),
		"location":     h.directory.placeOf(kept),
		"version":      kept.version(),
	}
	return wanted.PassesFilter(whole) == nil
}
