package directory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import de.captaingoldfish.scim.sdk.common.constants.AttributeNames;
import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.etag.ETag;
import de.captaingoldfish.scim.sdk.common.exceptions.ResourceNotFoundException;
import de.captaingoldfish.scim.sdk.common.resources.ResourceNode;
import de.captaingoldfish.scim.sdk.common.resources.complex.Meta;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.common.utils.JsonHelper;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceHandler;
import de.captaingoldfish.scim.sdk.server.endpoints.features.EndpointType;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.interceptor.Interceptor;
import de.captaingoldfish.scim.sdk.server.response.PartialListResponse;

/**
 * Resources of one type in memory. It does what the library leaves to whoever stores them: ids, dates, versions, the errors for what
 * is not there, and one request at a time. What is kept is never what is handed out: the library changes what it is given.
 */
abstract class InMemoryHandler<T extends ResourceNode> extends ResourceHandler<T>
{

  /** One for all types: what is written to one may change another. */
  private static final Object LOCK = new Object();

  private static final AtomicLong VERSIONS = new AtomicLong();

  private final Map<String, T> kept = new LinkedHashMap<>();

  /** Refuses what another resource forbids. */
  protected abstract void check(T resource);

  /** Takes out what is not stored. */
  protected abstract void strip(T resource);

  /** Adds what is not stored, to what is handed out. */
  protected abstract void complete(T resource, Context context);

  /** A resource is no more. */
  protected abstract void removed(String id);

  @Override
  public T createResource(T resource, Context context)
  {
    resource.setId(UUID.randomUUID().toString());
    check(resource);
    Instant now = now();
    return keep(resource, now, now, nextVersion(), context);
  }

  @Override
  public T getResource(String id,
                       List<SchemaAttribute> attributes,
                       List<SchemaAttribute> excludedAttributes,
                       Context context)
  {
    T resource = kept.get(id);
    return resource == null ? null : handedOut(resource, context);
  }

  @Override
  public PartialListResponse<T> listResources(long startIndex,
                                              int count,
                                              FilterNode filter,
                                              SchemaAttribute sortBy,
                                              SortOrder sortOrder,
                                              List<SchemaAttribute> attributes,
                                              List<SchemaAttribute> excludedAttributes,
                                              Context context)
  {
    // The library filters, sorts and takes the page itself.
    List<T> all = kept.values().stream().map(resource -> handedOut(resource, context)).collect(Collectors.toList());
    return PartialListResponse.<T> builder().resources(all).totalResults(all.size()).build();
  }

  @Override
  public T updateResource(T resource, Context context)
  {
    T before = found(resource.getId().orElseThrow());
    check(resource);
    Meta meta = before.getMeta().orElseThrow();
    Instant created = meta.getCreated().orElseThrow();
    boolean changed = !contentOf(before).equals(contentOf(resource));
    Instant lastModified = changed ? now() : meta.getLastModified().orElseThrow();
    ETag version = changed ? nextVersion() : meta.getVersion().orElseThrow();
    return keep(resource, created, lastModified, version, context);
  }

  @Override
  public void deleteResource(String id, Context context)
  {
    found(id);
    kept.remove(id);
    removed(id);
  }

  @Override
  public Interceptor getInterceptor(EndpointType endpointType)
  {
    return new Interceptor()
    {

      @Override
      public <R> R doAround(Supplier<R> operation, Context context)
      {
        synchronized (LOCK)
        {
          return operation.get();
        }
      }
    };
  }

  /** Every resource as it is kept. */
  protected Iterable<T> all()
  {
    return kept.values();
  }

  /** Marks a resource as changed that another request has changed. */
  protected void touch(T resource)
  {
    resource.getMeta().ifPresent(meta -> {
      meta.setLastModified(now());
      meta.setVersion(nextVersion());
    });
  }

  private T found(String id)
  {
    T resource = kept.get(id);
    if (resource == null)
    {
      throw new ResourceNotFoundException("resource with id '" + id + "' does not exist", null, null);
    }
    return resource;
  }

  private T keep(T resource, Instant created, Instant lastModified, ETag version, Context context)
  {
    strip(resource);
    // The library has put it there, and takes the header of its answer from it.
    Meta meta = resource.getMeta().orElseThrow();
    meta.setCreated(created);
    meta.setLastModified(lastModified);
    meta.setVersion(version);
    kept.put(resource.getId().orElseThrow(), copy(resource));
    complete(resource, context);
    return resource;
  }

  private T handedOut(T resource, Context context)
  {
    T copy = copy(resource);
    complete(copy, context);
    return copy;
  }

  private T copy(T resource)
  {
    return JsonHelper.copyResourceToObject(resource.deepCopy(), getType());
  }

  private JsonNode contentOf(T resource)
  {
    T copy = copy(resource);
    strip(copy);
    // Read anew: nodes of the library's own kinds are not equal to those of another kind that say the same.
    ObjectNode content = (ObjectNode)JsonHelper.readJsonDocument(copy.toString());
    content.remove(AttributeNames.RFC7643.META);
    return content;
  }

  private static Instant now()
  {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  private static ETag nextVersion()
  {
    return ETag.builder().weak(true).tag(String.valueOf(VERSIONS.incrementAndGet())).build();
  }
}
