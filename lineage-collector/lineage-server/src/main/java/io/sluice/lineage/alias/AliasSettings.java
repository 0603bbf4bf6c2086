package io.sluice.lineage.alias;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How far names are merged. */
@ConfigMapping(prefix = "sluice.lineage.alias")
public interface AliasSettings {

  /** How many names one dataset may have; a larger group is not made but reported. */
  @WithDefault("10000")
  int maxMembers();
}
