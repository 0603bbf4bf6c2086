package io.sluice.lineage.testing;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Builds events as text, so that tests read as what is sent. */
public final class Events {

  private Events() {}

  public static String run(
      String type, String time, String runId, String job, String inputs, String outputs) {
    return run(type, time, runId, job, inputs, outputs, "{}");
  }

  public static String run(
      String type,
      String time,
      String runId,
      String job,
      String inputs,
      String outputs,
      String runFacets) {
    return """
        {"eventType":"%s","eventTime":"%s","producer":"https://test","schemaURL":"https://s",
         "run":{"runId":"%s","facets":%s},"job":{"namespace":"jobs","name":"%s"},
         "inputs":%s,"outputs":%s}
        """
        .formatted(type, time, runId, runFacets, job, list(inputs), list(outputs));
  }

  public static String job(String time, String job, String inputs, String outputs) {
    return """
        {"eventTime":"%s","producer":"https://test","schemaURL":"https://s",
         "job":{"namespace":"jobs","name":"%s"},"inputs":%s,"outputs":%s}
        """
        .formatted(time, job, list(inputs), list(outputs));
  }

  public static String drop(String time, String dataset) {
    return """
        {"eventTime":"%s","producer":"https://test","schemaURL":"https://s",
         "dataset":{"namespace":"data","name":"%s","facets":{"lifecycleStateChange":{
           "lifecycleStateChange":"DROP"}}}}
        """
        .formatted(time, dataset);
  }

  /** Datasets of the namespace {@code data}, their names separated by blanks. */
  private static String list(String names) {
    if (names.startsWith("[")) {
      return names;
    }
    return Arrays.stream(names.split(" "))
        .filter(name -> !name.isEmpty())
        .map(name -> "{\"namespace\":\"data\",\"name\":\"" + name + "\"}")
        .collect(Collectors.joining(",", "[", "]"));
  }
}
