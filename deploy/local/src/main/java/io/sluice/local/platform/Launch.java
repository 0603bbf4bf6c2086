package io.sluice.local.platform;

import io.sluice.local.home.Secrets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a part is started with: the command, its environment, and the build it comes from. */
record Launch(Part part, List<String> command, Map<String, String> environment, String build) {

  Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /**
   * Equal for two launches that start the same thing; only a digest is kept, as it covers secrets.
   */
  String fingerprint() {
    TreeMap<String, String> ours = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith("SLUICE_") || name.startsWith("QUARKUS_")) {
            ours.put(name, value);
          }
        });
    return Secrets.sha256(command + "\n" + ours + "\n" + build);
  }
}
