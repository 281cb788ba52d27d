package compat;

import jakarta.ws.rs.core.Response.Status;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.commons.lang3.SerializationUtils;
import org.apache.directory.scim.core.repository.PatchHandler;
import org.apache.directory.scim.core.repository.Repository;
import org.apache.directory.scim.core.schema.SchemaRegistry;
import org.apache.directory.scim.server.exception.EtagGenerationException;
import org.apache.directory.scim.server.exception.UnableToCreateResourceException;
import org.apache.directory.scim.server.exception.UnableToDeleteResourceException;
import org.apache.directory.scim.server.exception.UnableToRetrieveResourceException;
import org.apache.directory.scim.server.exception.UnableToUpdateResourceException;
import org.apache.directory.scim.server.rest.EtagGenerator;
import org.apache.directory.scim.spec.exception.ResourceException;
import org.apache.directory.scim.spec.filter.Filter;
import org.apache.directory.scim.spec.filter.FilterExpressions;
import org.apache.directory.scim.spec.filter.FilterResponse;
import org.apache.directory.scim.spec.filter.PageRequest;
import org.apache.directory.scim.spec.filter.SortRequest;
import org.apache.directory.scim.spec.filter.attribute.AttributeReference;
import org.apache.directory.scim.spec.patch.PatchOperation;
import org.apache.directory.scim.spec.resources.ScimResource;
import org.apache.directory.scim.spec.schema.Meta;

/**
 * The resources of one type in memory. It does what the library leaves to a repository: ids, `meta`, the errors for what is not
 * there, required and unique values, pages. Filters, PATCH and versions are the library's own, and what PATCH comes to is stored as
 * the library says it.
 */
abstract class Store<T extends ScimResource> implements Repository<T> {

  static final int MOST_RESULTS = 100;

  private final Map<String, T> stored = new LinkedHashMap<>();

  private final Class<T> type;
  private final String path;
  private final String schemaUri;
  private final Directory directory;
  private final SchemaRegistry schemas;
  private final PatchHandler patches;
  private final EtagGenerator versions;

  Store(Class<T> type, String path, String schemaUri, Directory directory, Library library) {
    this.type = type;
    this.path = path;
    this.schemaUri = schemaUri;
    this.directory = directory;
    this.schemas = library == null ? null : library.schemas();
    this.patches = library == null ? null : library.patches();
    this.versions = library == null ? null : library.versions();
  }

  /** What a store takes from the library. */
  record Library(SchemaRegistry schemas, PatchHandler patches, EtagGenerator versions) {
  }

  /** Refuses what may not be stored, and takes out what a client does not decide. `before` is null for a new one. */
  abstract void prepare(T resource, T before, boolean whole) throws ResourceException;

  /** Adds what is worked out on reading. The resource is a copy. */
  abstract void complete(T resource);

  /** True when a client says something that is stored, and not shown. */
  abstract boolean changesUnseen(T resource);

  @Override
  public Class<T> getResourceClass() {
    return type;
  }

  @Override
  public T create(T resource) throws ResourceException {
    synchronized (directory) {
      check(resource, null, true);
      changesUnseen(resource);
      resource.setId(UUID.randomUUID().toString());
      LocalDateTime now = now();
      resource.setMeta(meta(resource.getId(), now, now));
      stored.put(resource.getId(), resource);
      return shown(resource);
    }
  }

  @Override
  public T update(String id, String version, T resource, Set<AttributeReference> included, Set<AttributeReference> excluded)
    throws ResourceException {
    synchronized (directory) {
      T before = known(id, version);
      return put(before, resource, true);
    }
  }

  @Override
  public T patch(String id, String version, List<PatchOperation> operations, Set<AttributeReference> included,
    Set<AttributeReference> excluded) throws ResourceException {
    synchronized (directory) {
      T before = known(id, version);
      return put(before, patches.apply(shown(before), operations), false);
    }
  }

  @Override
  public T get(String id) throws ResourceException {
    synchronized (directory) {
      T resource = stored.get(id);
      if (resource == null) {
        throw new UnableToRetrieveResourceException(Status.NOT_FOUND, "Resource " + id + " not found");
      }
      return shown(resource);
    }
  }

  @Override
  public void delete(String id) throws ResourceException {
    synchronized (directory) {
      if (stored.remove(id) == null) {
        throw new UnableToDeleteResourceException(Status.NOT_FOUND, "Resource " + id + " not found");
      }
      directory.forget(id);
    }
  }

  @Override
  public FilterResponse<T> find(Filter filter, PageRequest page, SortRequest sort) {
    synchronized (directory) {
      Predicate<ScimResource> matches = FilterExpressions.inMemory(filter, schemas.getSchema(schemaUri));
      List<T> found = stored.values().stream().map(this::shown).filter(matches).toList();
      // Below 1 is 1, a count below 0 is 0 (RFC 7644 §3.4.2.4).
      int first = Math.max(1, Objects.requireNonNullElse(page.getStartIndex(), 1));
      int most = Math.max(0, Math.min(MOST_RESULTS, Objects.requireNonNullElse(page.getCount(), MOST_RESULTS)));
      PageRequest answered = new PageRequest().setStartIndex(first).setCount(most);
      List<T> onPage = found.stream().skip(first - 1L).limit(most).toList();
      return new FilterResponse<>(onPage, answered, found.size());
    }
  }

  Iterable<T> all() {
    return stored.values();
  }

  T raw(String id) {
    return stored.get(id);
  }

  Directory directory() {
    return directory;
  }

  /** Says that a stored resource is another from now on. */
  void touch(T resource) {
    resource.getMeta().setLastModified(now());
  }

  ResourceException refused(T before, Status status, String message) {
    return before == null
      ? new UnableToCreateResourceException(status, message)
      : new UnableToUpdateResourceException(status, message);
  }

  private T put(T before, T resource, boolean whole) throws ResourceException {
    check(resource, before, whole);
    boolean unseen = changesUnseen(resource);
    resource.setId(before.getId());
    resource.setMeta(meta(before.getId(), before.getMeta().getCreated(), before.getMeta().getLastModified()));
    T after = shown(resource);
    // What leaves everything as it is does not move the date (RFC 7644 §3.5.2.1).
    if (unseen || !after.getMeta().getVersion().equals(shown(before).getMeta().getVersion())) {
      touch(resource);
      after = shown(resource);
    }
    stored.put(before.getId(), resource);
    return after;
  }

  private void check(T resource, T before, boolean whole) throws ResourceException {
    // Nothing comes of an empty body.
    if (resource == null) {
      throw refused(before, Status.BAD_REQUEST, "A body is needed.");
    }
    // The library takes whatever a body names (RFC 7643 §3.3).
    if (!resource.getSchemas().contains(schemaUri)) {
      throw refused(before, Status.BAD_REQUEST, "'schemas' must contain " + schemaUri + ".");
    }
    prepare(resource, before, whole);
  }

  private T known(String id, String version) throws ResourceException {
    T before = stored.get(id);
    if (before == null) {
      throw new UnableToUpdateResourceException(Status.NOT_FOUND, "Resource " + id + " not found");
    }
    if (version != null && !version.replace("\"", "").equals(shown(before).getMeta().getVersion())) {
      throw new UnableToUpdateResourceException(Status.PRECONDITION_FAILED, "The resource has another version");
    }
    return before;
  }

  /** A copy, with what is worked out and the version that the library gives it. */
  private T shown(T resource) {
    T copy = SerializationUtils.clone(resource);
    complete(copy);
    try {
      versions.generateEtag(copy);
    } catch (EtagGenerationException e) {
      throw new IllegalStateException(e);
    }
    return copy;
  }

  private Meta meta(String id, LocalDateTime created, LocalDateTime modified) {
    Meta meta = new Meta();
    meta.setResourceType(schemas.getSchema(schemaUri).getName());
    meta.setCreated(created);
    meta.setLastModified(modified);
    meta.setLocation(directory.locationOf(path, id));
    return meta;
  }

  private static LocalDateTime now() {
    return LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
  }
}
