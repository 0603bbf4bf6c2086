package io.sluice.lineage.marquez;

import io.sluice.lineage.history.Page;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;

/** What every list takes. */
public final class Paging {
  @QueryParam("limit")
  @DefaultValue("100")
  int limit;

  @QueryParam("offset")
  @DefaultValue("0")
  int offset;

  @QueryParam("minPosition")
  @DefaultValue("0")
  long minPosition;

  Page page() {
    return new Page(limit, offset);
  }
}
