package io.sluice.quality.rule;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON. */
final class JsonDocument {

  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonParser parser;
  private int nodes;

  private JsonDocument(JsonParser parser) {
    this.parser = parser;
  }

  static Node read(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      JsonDocument document = new JsonDocument(parser);
      Node root = document.node("", 0);
      if (parser.nextToken() != null) {
        throw Documents.fault(document.place(""), "there is more after the document", null);
      }
      return root;
    } catch (JsonParseException | StreamConstraintsException malformed) {
      JsonLocation at = malformed.getLocation();
      throw Documents.fault(
          at == null ? Location.NONE : new Location("", at.getLineNr(), at.getColumnNr()),
          "not JSON: " + malformed.getOriginalMessage(),
          null);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Location place(String pointer) {
    JsonLocation at = parser.currentTokenLocation();
    return new Location(pointer, at.getLineNr(), at.getColumnNr());
  }

  private Node node(String pointer, int depth) throws IOException {
    Location place = place(pointer);
    if (++nodes > Documents.MAX_NODES || depth > Documents.MAX_DEPTH) {
      throw Documents.fault(place, "the document is too deep or too large", null);
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return object(place, depth);
    } else if (token == JsonToken.START_ARRAY) {
      return array(place, depth);
    }
    return scalar(place);
  }

  private Node object(Location place, int depth) throws IOException {
    Map<String, Node.Member> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = Documents.text(parser.currentName(), place);
      String pointer = Documents.pointer(place.pointer(), name);
      Location keyPlace = place(pointer);
      parser.nextToken();
      if (members.put(name, new Node.Member(node(pointer, depth + 1), keyPlace)) != null) {
        throw Documents.fault(keyPlace, "'" + name + "' occurs twice", null);
      }
    }
    return new Node.Members(members, place);
  }

  private Node array(Location place, int depth) throws IOException {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(place.pointer() + "/" + items.size(), depth + 1));
    }
    return new Node.Items(items, place);
  }

  private Node scalar(Location place) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      return new Node.Scalar(Documents.text(parser.getText(), place), place);
    } else if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return new Node.Scalar(parser.getBooleanValue(), place);
    } else if (token == JsonToken.VALUE_NULL) {
      return new Node.Scalar(null, place);
    } else if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
      java.math.BigDecimal number = Documents.number(parser.getText(), place);
      if (number == null) {
        // An exponent of four digits or more; null would read as if nothing had been said.
        throw Documents.fault(place, "a number has at most 38 digits", null);
      }
      return new Node.Scalar(number, place);
    }
    throw Documents.fault(place, "not JSON", null);
  }
}
