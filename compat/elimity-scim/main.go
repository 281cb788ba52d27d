// A SCIM service over memory, made with github.com/elimity-com/scim as its README shows. The bearer token is in TOKEN, the port
// in PORT; without a port it takes a free one.
package main

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"strings"

	"github.com/elimity-com/scim"
	"github.com/elimity-com/scim/errors"
	"github.com/elimity-com/scim/optional"
	"github.com/elimity-com/scim/schema"
)

// What a page has at most, and what the service says of itself.
const maxResults = 200

func main() {
	token := os.Getenv("TOKEN")
	if token == "" {
		log.Fatal("TOKEN is not set")
	}
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", orElse(os.Getenv("PORT"), "0")))
	if err != nil {
		log.Fatal(err)
	}
	url := fmt.Sprintf("http://%s/v2", listener.Addr())
	service, err := newService(url)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("listens at %s\n", url)
	log.Fatal(http.Serve(listener, onlyWith(token, notModified(service))))
}

func orElse(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}

// newService puts the library's server together: its own schemas, and the handlers that it leaves to whoever uses it.
func newService(url string) (scim.Server, error) {
	directory := newDirectory(url)
	users := scim.ResourceType{
		ID:               optional.NewString("User"),
		Name:             "User",
		Endpoint:         "/Users",
		Description:      optional.NewString("User Account"),
		Schema:           schema.CoreUserSchema(),
		SchemaExtensions: []scim.SchemaExtension{{Schema: schema.ExtensionEnterpriseUser()}, {Schema: staffSchema()}},
	}
	users.Handler = handler{directory, users}
	groups := scim.ResourceType{
		ID:               optional.NewString("Group"),
		Name:             "Group",
		Endpoint:         "/Groups",
		Description:      optional.NewString("Group"),
		Schema:           schema.CoreGroupSchema(),
		SchemaExtensions: []scim.SchemaExtension{{Schema: teamSchema()}},
	}
	groups.Handler = handler{directory, groups}
	types := []scim.ResourceType{users, groups}
	for _, typ := range types {
		directory.schemas[typ.Name] = schemasOf(typ)
	}
	args := &scim.ServerArgs{
		ServiceProviderConfig: &scim.ServiceProviderConfig{
			DocumentationURI: optional.NewString("https://pkg.go.dev/github.com/elimity-com/scim"),
			AuthenticationSchemes: []scim.AuthenticationScheme{{
				Type:             scim.AuthenticationTypeOauthBearerToken,
				Name:             "Bearer token",
				Description:      "One bearer token.",
				SpecURI:          optional.NewString("https://www.rfc-editor.org/info/rfc6750"),
				DocumentationURI: optional.NewString("https://pkg.go.dev/github.com/elimity-com/scim"),
				Primary:          true,
			}},
			MaxResults:       maxResults,
			SupportFiltering: true,
			SupportPatch:     true,
		},
		ResourceTypes: types,
	}
	return scim.NewServer(args, scim.WithBaseURL(url), scim.WithRootQueryHandler(root{directory, types}))
}

// onlyWith refuses whoever does not have the token, with an error of the library: it leaves authentication to whoever uses it.
func onlyWith(token string, next http.Handler) http.Handler {
	wanted := sha256.Sum256([]byte(token))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		scheme, credentials, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		given := sha256.Sum256([]byte(strings.TrimSpace(credentials)))
		if strings.EqualFold(scheme, "Bearer") && subtle.ConstantTimeCompare(given[:], wanted[:]) == 1 {
			next.ServeHTTP(w, r)
			return
		}
		body, err := json.Marshal(errors.ScimError{Status: http.StatusUnauthorized, Detail: "A valid bearer token is needed."})
		if err != nil {
			log.Print(err)
		}
		w.Header().Set("Content-Type", "application/scim+json")
		w.Header().Set("WWW-Authenticate", `Bearer realm="scim"`)
		w.WriteHeader(http.StatusUnauthorized)
		if _, err := w.Write(body); err != nil {
			log.Print(err)
		}
	})
}
