package main

import (
	"github.com/elimity-com/scim"
	"github.com/elimity-com/scim/optional"
	"github.com/elimity-com/scim/schema"
)

// Extensions of this service beside those of the RFC, with an attribute for each type and characteristic that a schema of the
// library can have: what it does with them is tested too.
const (
	staff = "urn:example:params:scim:schemas:extension:staff:2.0:User"
	team  = "urn:example:params:scim:schemas:extension:team:2.0:Group"
)

func described(text string) optional.String { return optional.NewString(text) }

func staffSchema() schema.Schema {
	return schema.Schema{
		ID:          staff,
		Name:        described("Staff"),
		Description: described("What this service keeps of those who work here."),
		Attributes: append(ofEveryKind(),
			schema.SimpleCoreAttribute(schema.SimpleStringParams(schema.StringParams{
				Name: "pin", Description: described("A secret of this User."),
				Mutability: schema.AttributeMutabilityWriteOnly(), Returned: schema.AttributeReturnedNever(),
			})),
			schema.SimpleCoreAttribute(schema.SimpleBooleanParams(schema.BooleanParams{
				Name: "remote", Description: described("Whether this User works elsewhere."),
			})),
			schema.SimpleCoreAttribute(schema.SimpleDateTimeParams(schema.DateTimeParams{
				Name: "hired", Description: described("The first day."),
			})),
			schema.SimpleCoreAttribute(schema.SimpleBinaryParams(schema.BinaryParams{
				Name: "key", Description: described("A public key."),
			})),
			schema.SimpleCoreAttribute(schema.SimpleReferenceParams(schema.ReferenceParams{
				Name: "page", Description: described("A page about this User."),
				ReferenceTypes: []schema.AttributeReferenceType{schema.AttributeReferenceTypeExternal},
			})),
		),
	}
}

func teamSchema() schema.Schema {
	return schema.Schema{
		ID:          team,
		Name:        described("Team"),
		Description: described("What this service keeps of a team."),
		Attributes:  ofEveryKind(),
	}
}

// ofEveryKind are attributes that both extensions have.
func ofEveryKind() []schema.CoreAttribute {
	return []schema.CoreAttribute{
		schema.SimpleCoreAttribute(schema.SimpleStringParams(schema.StringParams{
			Name: "number", Description: described("The number that the service gives."),
			Mutability: schema.AttributeMutabilityReadOnly(), Returned: schema.AttributeReturnedAlways(),
		})),
		schema.SimpleCoreAttribute(schema.SimpleStringParams(schema.StringParams{
			Name: "badge", Description: described("The badge that nobody else has."),
			CaseExact: true, Uniqueness: schema.AttributeUniquenessServer(),
		})),
		schema.SimpleCoreAttribute(schema.SimpleStringParams(schema.StringParams{
			Name: "origin", Description: described("Where it was made, which stays."),
			Mutability: schema.AttributeMutabilityImmutable(),
		})),
		schema.SimpleCoreAttribute(schema.SimpleStringParams(schema.StringParams{
			Name: "remark", Description: described("Shown to who asks for it."), Returned: schema.AttributeReturnedRequest(),
		})),
		schema.SimpleCoreAttribute(schema.SimpleStringParams(schema.StringParams{
			Name: "label", Description: described("Shown in every answer."), Returned: schema.AttributeReturnedAlways(),
		})),
		schema.SimpleCoreAttribute(schema.SimpleStringParams(schema.StringParams{
			Name: "motto", Description: described("A text."),
		})),
		schema.SimpleCoreAttribute(schema.SimpleNumberParams(schema.NumberParams{
			Name: "level", Description: described("A whole number."), Type: schema.AttributeTypeInteger(),
		})),
		schema.SimpleCoreAttribute(schema.SimpleNumberParams(schema.NumberParams{
			Name: "share", Description: described("A part of a whole."), Type: schema.AttributeTypeDecimal(),
		})),
		schema.SimpleCoreAttribute(schema.SimpleStringParams(schema.StringParams{
			Name: "skills", Description: described("Texts, each once."), MultiValued: true,
		})),
		schema.ComplexCoreAttribute(schema.ComplexParams{
			Name: "desk", Description: described("A place."),
			SubAttributes: []schema.SimpleParams{
				schema.SimpleStringParams(schema.StringParams{Name: "building", Description: described("The building.")}),
				schema.SimpleNumberParams(schema.NumberParams{
					Name: "floor", Description: described("The floor."), Type: schema.AttributeTypeInteger(),
				}),
			},
		}),
		schema.ComplexCoreAttribute(schema.ComplexParams{
			Name: "devices", Description: described("Devices."), MultiValued: true,
			SubAttributes: []schema.SimpleParams{
				schema.SimpleStringParams(schema.StringParams{Name: "value", Description: described("What it is called.")}),
				schema.SimpleStringParams(schema.StringParams{Name: "type", Description: described("What it is for.")}),
				schema.SimpleBooleanParams(schema.BooleanParams{Name: "primary", Description: described("The preferred one.")}),
			},
		}),
	}
}

// schemasOf are the schemas of a type of resources, its own first.
func schemasOf(typ scim.ResourceType) []schema.Schema {
	schemas := []schema.Schema{typ.Schema}
	for _, extension := range typ.SchemaExtensions {
		schemas = append(schemas, extension.Schema)
	}
	return schemas
}

// forEach visits every attribute that a resource may have, with the place that it has in it: attributes of extensions stand below their URN.
func forEach(schemas []schema.Schema, of attributes, visit func(in attributes, attribute schema.CoreAttribute) error) error {
	for index, s := range schemas {
		in := of
		if index > 0 {
			if in, _ = of[s.ID].(map[string]interface{}); in == nil {
				in = attributes{}
				of[s.ID] = in
			}
		}
		for _, attribute := range s.Attributes {
			if err := visit(in, attribute); err != nil {
				return err
			}
		}
		if index > 0 && len(in) == 0 {
			delete(of, s.ID)
		}
	}
	return nil
}

// in is where an attribute of a schema stands in a resource; nil where the resource has nothing of that schema.
func in(index int, s schema.Schema, of attributes) attributes {
	if index == 0 {
		return of
	}
	inner, _ := of[s.ID].(map[string]interface{})
	return inner
}
