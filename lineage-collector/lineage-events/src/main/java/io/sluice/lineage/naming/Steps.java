package io.sluice.lineage.naming;

import io.sluice.catalog.model.DatasetId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What each kind of rule does to a name; one that would make a name unusable leaves it alone. */
final class Steps {

  private Steps() {}

  /**
   * The rule as a function.
   *
   * @param pointer where the rule's parameters stand, for faults
   */
  static UnaryOperator<DatasetId> of(NamingRule rule, String pointer) throws NamingRuleException {
    Parameters parameters = new Parameters(pointer, rule.parameters());
    UnaryOperator<DatasetId> step =
        switch (rule.kind()) {
          case SCHEME -> scheme(parameters.schemesToSchemes("schemes"));
          case JDBC_PREFIX -> Steps::withoutJdbc;
          case LOWER_CASE_HOST -> Steps::lowerCase;
          case SLASHES -> slashes(parameters.schemes("schemes"), parameters.schemes("bare"));
          case PORT -> port(parameters);
          case HOST -> host(parameters);
          case NAMESPACE -> namespace(parameters.texts("namespaces"));
          case IDENTIFIER_CASE -> identifierCase(parameters);
          case PARTITION -> partition(parameters);
          case FILE_HOST -> fileHost(Set.copyOf(parameters.list("hosts")));
        };
    parameters.nothingElse();
    return step;
  }

  private static UnaryOperator<DatasetId> scheme(Map<String, String> schemes) {
    return at(
        place -> {
          String other = schemes.get(place.store());
          return other == null ? place : place.withScheme(other);
        });
  }

  private static DatasetId withoutJdbc(DatasetId name) {
    String namespace = name.namespace();
    if (!namespace.regionMatches(true, 0, "jdbc:", 0, 5)) {
      return name;
    }
    int end = namespace.length();
    for (char mark : new char[] {'?', ';'}) {
      int found = namespace.indexOf(mark);
      end = found < 0 ? end : Math.min(end, found);
    }
    return end <= 5 ? name : named(name, namespace.substring(5, end), name.name());
  }

  private static DatasetId lowerCase(DatasetId name) {
    return at(place ->
            place.hasHosts()
                ? place.withScheme(place.store()).eachHost(host -> host.toLowerCase(Locale.ROOT))
                : place)
        .apply(name);
  }

  private static UnaryOperator<DatasetId> slashes(Set<String> schemes, Set<String> bare) {
    return name -> {
      Place place = Place.of(name.namespace());
      if (!schemes.contains(place.store())) {
        return name;
      }
      Place base =
          place.hasHosts() && !place.hosts().isEmpty() ? place.withRest(trim(place.rest())) : place;
      return named(name, base.text(), path(name.name(), bare.contains(place.store())));
    };
  }

  private static String trim(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '/') {
      end--;
    }
    return text.substring(0, end);
  }

  private static String path(String name, boolean bare) {
    StringBuilder path = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      boolean again = i > 0 && name.charAt(i) == '/' && name.charAt(i - 1) == '/';
      if (!again) {
        path.append(name.charAt(i));
      }
    }
    if (path.length() > 1 && path.charAt(path.length() - 1) == '/') {
      path.setLength(path.length() - 1);
    }
    if (bare && path.length() > 1 && path.charAt(0) == '/') {
      path.deleteCharAt(0);
    }
    return path.toString();
  }

  private static UnaryOperator<DatasetId> port(Parameters parameters) throws NamingRuleException {
    Map<String, String> ports = parameters.schemesToPorts("ports");
    boolean add = parameters.first("mode", "ADD", "DROP");
    return at(
        place -> {
          String port = ports.get(place.store());
          if (port == null) {
            return place;
          }
          return place.eachHost(
              host -> {
                int end = Place.portOf(host);
                if (add) {
                  return host.isEmpty() || end < host.length() ? host : host + ":" + port;
                }
                return host.substring(end).equals(":" + port) ? host.substring(0, end) : host;
              });
        });
  }

  private static UnaryOperator<DatasetId> host(Parameters parameters) throws NamingRuleException {
    Map<String, String> hosts = new HashMap<>();
    parameters
        .texts("hosts")
        .forEach((host, other) -> hosts.put(host.toLowerCase(Locale.ROOT), other));
    Set<String> schemes = parameters.has("schemes") ? parameters.schemes("schemes") : Set.of();
    return at(
        place ->
            !place.hasHosts() || !(schemes.isEmpty() || schemes.contains(place.store()))
                ? place
                : place.eachHost(host -> other(host, hosts)).sorted());
  }

  private static String other(String host, Map<String, String> hosts) {
    String whole = hosts.get(host.toLowerCase(Locale.ROOT));
    if (whole != null) {
      return whole;
    }
    int end = Place.portOf(host);
    String name = hosts.get(host.substring(0, end).toLowerCase(Locale.ROOT));
    return name == null ? host : name + host.substring(end);
  }

  private static UnaryOperator<DatasetId> namespace(Map<String, String> namespaces) {
    return name -> {
      String other = namespaces.get(name.namespace());
      return other == null ? name : named(name, other, name.name());
    };
  }

  private static UnaryOperator<DatasetId> identifierCase(Parameters parameters)
      throws NamingRuleException {
    Set<String> schemes = parameters.schemes("schemes");
    boolean upper = parameters.first("case", "UPPER", "LOWER");
    return name -> {
      if (!schemes.contains(Place.of(name.namespace()).store())) {
        return name;
      }
      String folded =
          upper ? name.name().toUpperCase(Locale.ROOT) : name.name().toLowerCase(Locale.ROOT);
      return named(name, name.namespace(), folded);
    };
  }

  private static UnaryOperator<DatasetId> partition(Parameters parameters)
      throws NamingRuleException {
    Set<String> schemes = parameters.schemes("schemes");
    PartitionSuffix suffix =
        new PartitionSuffix(parameters.flag("keyed"), parameters.flag("dates"));
    return name ->
        schemes.contains(Place.of(name.namespace()).store())
            ? named(name, name.namespace(), suffix.trim(name.name()))
            : name;
  }

  private static UnaryOperator<DatasetId> fileHost(Set<String> hosts) {
    return at(
        place ->
            place.store().equals("file")
                    && place.hasHosts()
                    && place.rest().chars().allMatch(each -> each == '/')
                    && (place.hosts().isEmpty() || List.copyOf(hosts).contains(place.hosts()))
                ? new Place("file", "", "", false)
                : place);
  }

  private static UnaryOperator<DatasetId> at(UnaryOperator<Place> change) {
    return name -> {
      Place place = Place.of(name.namespace());
      return named(name, change.apply(place).text(), name.name());
    };
  }

  private static DatasetId named(DatasetId before, String namespace, String name) {
    if (namespace.equals(before.namespace()) && name.equals(before.name())) {
      return before;
    }
    try {
      return new DatasetId(namespace, name);
    } catch (IllegalArgumentException e) {
      return before;
    }
  }
}
