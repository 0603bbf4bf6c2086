package io.sluice.lineage.naming;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.catalog.model.DatasetId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Ordered rules. They are applied in their order, and over again until nothing changes, so that
 * normalising a normalised name changes nothing, whatever the rules.
 */
public final class NamingRules {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_RULES = 100;
  private static final int MAX_ROUNDS = 20;

  private final List<NamingRule> rules;
  private final List<UnaryOperator<DatasetId>> steps;

  private NamingRules(List<NamingRule> rules, List<UnaryOperator<DatasetId>> steps) {
    this.rules = List.copyOf(rules);
    this.steps = List.copyOf(steps);
  }

  /**
   * The rules of version 1, which are there from the start: what can be said of every platform, and
   * nothing that depends on whose it is (hosts, accounts, the case of identifiers).
   */
  public static NamingRules standard() {
    try (InputStream file = NamingRules.class.getResourceAsStream("naming-rules-1.json")) {
      return read(JSON.readTree(Objects.requireNonNull(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NamingRuleException e) {
      throw new IllegalStateException(e.pointer(), e);
    }
  }

  /**
   * Reads a list of rules, {@code [{"id", "kind", "parameters"}]}.
   *
   * @throws NamingRuleException if something is not as it should be, with the place
   */
  public static NamingRules read(JsonNode list) throws NamingRuleException {
    if (!list.isArray() || list.size() > MAX_RULES) {
      throw new NamingRuleException("", "a list of at most " + MAX_RULES + " rules is needed");
    }
    List<NamingRule> rules = new ArrayList<>();
    List<UnaryOperator<DatasetId>> steps = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      String pointer = "/" + i;
      NamingRule rule = rule(list.get(i), pointer);
      if (!ids.add(rule.id())) {
        throw new NamingRuleException(pointer + "/id", "two rules have this id");
      }
      rules.add(rule);
      steps.add(Steps.of(rule, pointer + "/parameters"));
    }
    return new NamingRules(rules, steps);
  }

  private static NamingRule rule(JsonNode node, String pointer) throws NamingRuleException {
    if (!node.isObject()) {
      throw new NamingRuleException(pointer, "a rule is an object");
    }
    for (String member : (Iterable<String>) node::fieldNames) {
      if (!Set.of("id", "kind", "parameters").contains(member)) {
        throw new NamingRuleException(pointer, "a rule has no member '" + member + "'");
      }
    }
    String id = node.path("id").asText("");
    if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw new NamingRuleException(
          pointer + "/id", "an id is 1 to 64 letters, digits, dots, dashes and underscores");
    }
    JsonNode parameters = node.path("parameters");
    if (!parameters.isObject() && !parameters.isMissingNode()) {
      throw new NamingRuleException(pointer + "/parameters", "parameters are an object");
    }
    return new NamingRule(
        id,
        kind(node.path("kind").asText(""), pointer),
        parameters.isObject()
            ? ((ObjectNode) parameters).deepCopy()
            : JsonNodeFactory.instance.objectNode());
  }

  private static NamingRule.Kind kind(String text, String pointer) throws NamingRuleException {
    for (NamingRule.Kind kind : NamingRule.Kind.values()) {
      if (kind.name().equals(text)) {
        return kind;
      }
    }
    throw new NamingRuleException(
        pointer + "/kind", "a kind is one of " + List.of(NamingRule.Kind.values()));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it is no such text
   */
  public static NamingRules parse(String json) {
    try {
      return read(JSON.readTree(json));
    } catch (JsonProcessingException | NamingRuleException e) {
      throw new IllegalArgumentException("not a list of naming rules", e);
    }
  }

  /** The rules as JSON text. */
  public String write() {
    return toJson().toString();
  }

  /** The rules as JSON. */
  public ArrayNode toJson() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (NamingRule rule : rules) {
      list.addObject()
          .put("id", rule.id())
          .put("kind", rule.kind().name())
          .set("parameters", rule.parameters().deepCopy());
    }
    return list;
  }

  /** The rules in their order. */
  public List<NamingRule> rules() {
    return rules;
  }

  /**
   * The one spelling of the name. Of rules that chase each other in a circle the least name of the
   * circle holds; a name that rules would change for ever stays as it is.
   */
  public DatasetId normalise(DatasetId name) {
    DatasetId once = pass(name);
    if (once.equals(name)) {
      return name;
    }
    Set<DatasetId> seen = new LinkedHashSet<>();
    DatasetId current = name;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      if (!seen.add(current)) {
        return least(seen, current);
      }
      DatasetId next = pass(current);
      if (next.equals(current)) {
        return current;
      }
      current = next;
    }
    return name;
  }

  private static DatasetId least(Set<DatasetId> seen, DatasetId entrance) {
    TreeSet<DatasetId> circle = new TreeSet<>();
    boolean inside = false;
    for (DatasetId each : seen) {
      inside = inside || each.equals(entrance);
      if (inside) {
        circle.add(each);
      }
    }
    return circle.first();
  }

  private DatasetId pass(DatasetId name) {
    DatasetId current = name;
    for (UnaryOperator<DatasetId> step : steps) {
      current = step.apply(current);
    }
    return current;
  }

  /** The ids of the rules that have a part in normalising the name, in their order. */
  public List<String> applied(DatasetId name) {
    Set<String> ids = new LinkedHashSet<>();
    DatasetId current = name;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      DatasetId before = current;
      for (int i = 0; i < steps.size(); i++) {
        DatasetId next = steps.get(i).apply(current);
        if (!next.equals(current)) {
          ids.add(rules.get(i).id());
        }
        current = next;
      }
      if (current.equals(before)) {
        break;
      }
    }
    return List.copyOf(ids);
  }
}
