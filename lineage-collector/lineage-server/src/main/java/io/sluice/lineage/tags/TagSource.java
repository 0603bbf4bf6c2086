package io.sluice.lineage.tags;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Something that knows labels of datasets. Every bean of this type is asked: one for what events
 * say, and whoever keeps what people set by hand.
 */
public interface TagSource {

  /** The labels of those datasets that have some. */
  Map<UUID, List<OwnTag>> of(Collection<UUID> datasets) throws SQLException;
}
