package compat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.directory.scim.core.repository.PatchHandler;
import org.apache.directory.scim.core.schema.SchemaRegistry;
import org.apache.directory.scim.server.rest.EtagGenerator;
import org.apache.directory.scim.spec.exception.ResourceException;
import org.apache.directory.scim.spec.extension.EnterpriseExtension;
import org.apache.directory.scim.spec.resources.ScimExtension;
import org.apache.directory.scim.spec.resources.ScimGroup;
import org.apache.directory.scim.spec.resources.ScimUser;
import org.apache.directory.scim.spec.resources.UserGroup;

/** Users in memory, with the enterprise extension. */
@ApplicationScoped
public class Users extends Store<ScimUser> {

  static final String PATH = "/Users";

  @Inject
  public Users(Directory directory, SchemaRegistry schemas, PatchHandler patches, EtagGenerator versions) {
    super(ScimUser.class, PATH, ScimUser.SCHEMA_URI, directory, new Library(schemas, patches, versions));
    directory.has(this);
  }

  /** For CDI's proxies. */
  protected Users() {
    super(ScimUser.class, PATH, ScimUser.SCHEMA_URI, null, null);
  }

  @Override
  public List<Class<? extends ScimExtension>> getExtensionList() {
    return List.of(EnterpriseExtension.class);
  }

  @Override
  void prepare(ScimUser user, ScimUser before, boolean whole) throws ResourceException {
    if (user.getUserName() == null || user.getUserName().isBlank()) {
      throw refused(before, Status.BAD_REQUEST, "'userName' is required.");
    }
    for (ScimUser other : all()) {
      if (other != before && other.getUserName().equalsIgnoreCase(user.getUserName())) {
        throw refused(before, Status.CONFLICT, "Another User has this 'userName'.");
      }
    }
    // Of what PATCH comes to, the library itself sees to `primary`.
    if (whole && user.getEmails() != null
      && user.getEmails().stream().filter(Objects::nonNull).filter(email -> Boolean.TRUE.equals(email.getPrimary())).count() > 1) {
      throw refused(before, Status.BAD_REQUEST, "No more than one of 'emails' may be primary.");
    }
    user.setGroups(null);
    EnterpriseExtension.Manager manager = managerOf(user);
    if (manager != null) {
      manager.setDisplayName(null);
    }
  }

  /** Nobody logs on here: that a password was set is all that is made of it. */
  @Override
  boolean changesUnseen(ScimUser user) {
    boolean given = user.getPassword() != null;
    user.setPassword(null);
    return given;
  }

  /** The groups that a User is in, of itself or by a group that is a member of another, and the name that its manager has. */
  @Override
  void complete(ScimUser user) {
    EnterpriseExtension.Manager manager = managerOf(user);
    ScimUser known = manager == null || manager.getValue() == null ? null : directory().user(manager.getValue());
    if (known != null) {
      manager.setDisplayName(known.getDisplayName());
    }
    if (user.getId() == null) {
      return;
    }
    Map<String, UserGroup> found = new LinkedHashMap<>();
    List<ScimGroup> next = directory().groupsOf(user.getId());
    UserGroup.Type type = UserGroup.Type.DIRECT;
    while (!next.isEmpty()) {
      List<ScimGroup> above = new ArrayList<>();
      for (ScimGroup group : next) {
        if (!found.containsKey(group.getId())) {
          found.put(group.getId(), membership(group, type));
          above.addAll(directory().groupsOf(group.getId()));
        }
      }
      next = above;
      type = UserGroup.Type.INDIRECT;
    }
    user.setGroups(found.isEmpty() ? null : new ArrayList<>(found.values()));
  }

  private static EnterpriseExtension.Manager managerOf(ScimUser user) {
    EnterpriseExtension extension = user.getExtension(EnterpriseExtension.class);
    return extension == null ? null : extension.getManager();
  }

  private UserGroup membership(ScimGroup group, UserGroup.Type type) {
    return new UserGroup()
      .setValue(group.getId())
      .setRef(directory().locationOf(Groups.PATH, group.getId()))
      .setDisplay(group.getDisplayName())
      .setType(type);
  }
}
