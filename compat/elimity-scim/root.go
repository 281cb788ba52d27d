package main

import (
	"net/http"

	"github.com/elimity-com/scim"
	"github.com/elimity-com/scim/errors"
	"github.com/elimity-com/scim/filter"
)

// root answers queries of all resources at once: a scim.RootQueryHandler and a scim.ResourceSearcher.
type root struct {
	directory *directory
	types     []scim.ResourceType
}

func (h root) GetAll(r *http.Request, params scim.ListRequestParams) (scim.Page, error) {
	return h.page(r.URL.Query().Get("filter"), params.StartIndex, params.Count, projectionOf(r))
}

// Search is the same by POST, with what the body says.
func (h root) Search(_ *http.Request, params scim.SearchParams) (scim.Page, error) {
	only := projection{wanted: params.Attributes, excluded: params.ExcludedAttributes}
	return h.page(params.Filter, params.StartIndex, params.Count, only)
}

func (h root) page(wanted string, start, count int, only projection) (scim.Page, error) {
	h.directory.mutex.Lock()
	defer h.directory.mutex.Unlock()
	validators := map[string]*filter.Validator{}
	if wanted != "" {
		for _, valid := range scim.ValidateFilterForResourceTypes(wanted, h.types) {
			validators[valid.ResourceType.Name] = &valid.Validator
		}
		if len(validators) == 0 {
			return scim.Page{}, errors.ScimErrorInvalidFilter
		}
	}
	shown := []scim.Resource{}
	total := 0
	for _, kept := range h.directory.resources {
		of := h.handlerOf(kept.typ)
		validator, valid := validators[kept.typ]
		if wanted != "" && (!valid || !of.passes(kept, validator)) {
			continue
		}
		total++
		if total >= start && len(shown) < count {
			shown = append(shown, h.complete(of, kept, of.shown(kept, only)))
		}
	}
	return scim.Page{TotalResults: total, Resources: shown}, nil
}

func (h root) handlerOf(name string) handler {
	for _, typ := range h.types {
		if typ.Name == name {
			return handler{h.directory, typ}
		}
	}
	return handler{}
}

// complete adds what the library can write only where it knows the type of the resource.
func (h root) complete(of handler, kept *resource, shown scim.Resource) scim.Resource {
	schemas := []string{}
	for _, s := range schemasOf(of.typ) {
		schemas = append(schemas, s.ID)
	}
	shown.Attributes["schemas"] = schemas
	shown.Attributes["meta"] = map[string]interface{}{"resourceType": of.typ.Name, "location": h.directory.placeOf(kept)}
	return shown
}
