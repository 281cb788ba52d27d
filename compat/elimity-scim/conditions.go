package main

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/elimity-com/scim/errors"
)

// refuseOtherVersion holds a write to its If-Match: the library shows versions and leaves conditions to its handlers.
func refuseOtherVersion(r *http.Request, version string) error {
	wanted := r.Header.Values("If-Match")
	if len(wanted) == 0 || names(wanted, version) {
		return nil
	}
	return errors.ScimError{
		Status: http.StatusPreconditionFailed,
		Detail: fmt.Sprintf("The resource has another version: %s.", version),
	}
}

// names says whether a condition names a version. Versions here are weak, as in the examples of RFC 7644, and are compared so.
func names(header []string, version string) bool {
	for _, tag := range strings.Split(strings.Join(header, ","), ",") {
		tag = strings.TrimSpace(tag)
		if tag == "*" || strings.TrimPrefix(tag, "W/") == strings.TrimPrefix(version, "W/") {
			return true
		}
	}
	return false
}

// notModified answers a read 304 where If-None-Match names what is there. No handler can: the library makes a 500 of that status.
func notModified(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if known := r.Header.Values("If-None-Match"); r.Method == http.MethodGet && len(known) > 0 {
			w = &unlessKnown{ResponseWriter: w, known: known}
		}
		next.ServeHTTP(w, r)
	})
}

type unlessKnown struct {
	http.ResponseWriter
	known []string
	same  bool
}

func (w *unlessKnown) WriteHeader(status int) {
	if tag := w.Header().Get("Etag"); status == http.StatusOK && tag != "" && names(w.known, tag) {
		w.same = true
		w.Header().Del("Content-Type")
		status = http.StatusNotModified
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *unlessKnown) Write(body []byte) (int, error) {
	if w.same {
		return len(body), nil
	}
	return w.ResponseWriter.Write(body)
}
