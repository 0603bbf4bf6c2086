package io.sluice.catalog.dataset.model;

import io.sluice.access.Caller;
import io.sluice.access.Permission;
import io.sluice.catalog.model.DatasetId;

/**
 * Who may do what to a dataset: the roles allow it in general, ownership and scope in particular.
 */
public enum DatasetRights {
  ALLOWED,
  /** The token is confined to other datasets. */
  OUT_OF_SCOPE,
  /** The roles do not allow it. */
  FORBIDDEN,
  /** The role allows it for what the caller owns, and this is another's. */
  NOT_OWNED;

  /** May the caller register it, or a schema version of it? */
  public static DatasetRights toRegister(Caller caller, DatasetId dataset) {
    if (!caller.mayTouch(dataset)) {
      return OUT_OF_SCOPE;
    }
    return caller.has(Permission.CATALOG_REGISTER) ? ALLOWED : FORBIDDEN;
  }

  /** May the caller change what is registered? */
  public static DatasetRights toEdit(Caller caller, Dataset dataset) {
    if (!caller.mayTouch(dataset.id())) {
      return OUT_OF_SCOPE;
    }
    if (!caller.has(Permission.CATALOG_EDIT)) {
      return FORBIDDEN;
    }
    boolean owns = caller.ownsEverything() || dataset.isOwnedBy(caller.subject());
    return owns ? ALLOWED : NOT_OWNED;
  }
}
