/** What clients do, in the order of a life; the rows of the matrix. */
export const CAPABILITIES = {
  "list-users": "Import Users page by page",
  "match-user": "Look a User up",
  "create-user": "Create a User",
  "update-user": "Update a User",
  deactivate: "Deactivate a User",
  reactivate: "Reactivate a User",
  "delete-user": "Delete a User",
  "list-groups": "Import Groups page by page",
  "match-group": "Look a Group up",
  "create-group": "Create a Group",
  "read-group": "Read a Group without its members",
  "push-members": "Push membership",
  "replace-members": "Push the whole membership",
  "remove-member": "Remove a member",
  "rename-group": "Rename a Group",
  "delete-group": "Delete a Group",
} as const;

/** One of {@link CAPABILITIES}. */
export type CapabilityId = keyof typeof CAPABILITIES;
