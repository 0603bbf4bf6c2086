package io.sluice.lineage.naming;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a rule's parameters strictly: what is not known is refused. */
final class Parameters {

  private static final int MAX_ENTRIES = 10_000;
  private static final int MAX_TEXT = 1_024;
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]{0,63}");

  private final String pointer;
  private final ObjectNode node;
  private final Set<String> left = new HashSet<>();

  Parameters(String pointer, ObjectNode node) {
    this.pointer = pointer;
    this.node = node;
    node.fieldNames().forEachRemaining(left::add);
  }

  Map<String, String> texts(String member) throws NamingRuleException {
    JsonNode value = required(member);
    if (!value.isObject() || value.size() > MAX_ENTRIES) {
      throw fault(member, "an object of at most " + MAX_ENTRIES + " texts is needed");
    }
    Map<String, String> texts = new HashMap<>();
    for (Map.Entry<String, JsonNode> each : value.properties()) {
      texts.put(text(member, each.getKey()), text(member, each.getValue()));
    }
    return texts;
  }

  /** Texts of which key and value are schemes. */
  Map<String, String> schemesToSchemes(String member) throws NamingRuleException {
    Map<String, String> schemes = new HashMap<>();
    for (Map.Entry<String, String> each : texts(member).entrySet()) {
      schemes.put(scheme(member, each.getKey()), scheme(member, each.getValue()));
    }
    return schemes;
  }

  Map<String, String> schemesToPorts(String member) throws NamingRuleException {
    JsonNode value = required(member);
    if (!value.isObject() || value.size() > MAX_ENTRIES) {
      throw fault(member, "an object of ports is needed");
    }
    Map<String, String> ports = new HashMap<>();
    for (Map.Entry<String, JsonNode> each : value.properties()) {
      int port = each.getValue().isInt() ? each.getValue().intValue() : 0;
      if (port < 1 || port > 65_535) {
        throw fault(member, "a port must be a whole number from 1 to 65535");
      }
      ports.put(scheme(member, each.getKey()), Integer.toString(port));
    }
    return ports;
  }

  Set<String> schemes(String member) throws NamingRuleException {
    Set<String> schemes = new HashSet<>();
    for (String each : list(member)) {
      schemes.add(scheme(member, each));
    }
    return schemes;
  }

  boolean has(String member) {
    return node.has(member);
  }

  List<String> list(String member) throws NamingRuleException {
    JsonNode value = required(member);
    if (!value.isArray() || value.size() > MAX_ENTRIES) {
      throw fault(member, "a list of at most " + MAX_ENTRIES + " texts is needed");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode each : value) {
      texts.add(text(member, each));
    }
    return texts;
  }

  boolean flag(String member) throws NamingRuleException {
    JsonNode value = required(member);
    if (!value.isBoolean()) {
      throw fault(member, "true or false is needed");
    }
    return value.booleanValue();
  }

  /** Whether the text is the first of two that are allowed. */
  boolean first(String member, String one, String other) throws NamingRuleException {
    String value = text(member, required(member));
    if (!value.equals(one) && !value.equals(other)) {
      throw fault(member, one + " or " + other + " is needed");
    }
    return value.equals(one);
  }

  void nothingElse() throws NamingRuleException {
    for (String member : left) {
      throw fault(member, "this kind of rule has no such parameter");
    }
  }

  private JsonNode required(String member) throws NamingRuleException {
    left.remove(member);
    JsonNode value = node.get(member);
    if (value == null || value.isNull()) {
      throw fault(member, "this parameter is needed");
    }
    return value;
  }

  private String text(String member, JsonNode value) throws NamingRuleException {
    if (!value.isTextual()) {
      throw fault(member, "texts are needed");
    }
    return text(member, value.textValue());
  }

  private String text(String member, String value) throws NamingRuleException {
    if (value.length() > MAX_TEXT || value.indexOf('\0') >= 0) {
      throw fault(member, "a text is longer than " + MAX_TEXT + " characters or holds NUL");
    }
    return value;
  }

  private String scheme(String member, String value) throws NamingRuleException {
    if (!SCHEME.matcher(value).matches()) {
      throw fault(member, "'" + value + "' is no scheme");
    }
    return value.toLowerCase(Locale.ROOT);
  }

  private NamingRuleException fault(String member, String message) {
    String escaped = member.replace("~", "~0").replace("/", "~1");
    return new NamingRuleException(pointer + "/" + escaped, message);
  }
}
