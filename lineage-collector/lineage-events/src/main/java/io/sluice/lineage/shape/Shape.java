package io.sluice.lineage.shape;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.lineage.event.EventTimes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What a value should look like. */
interface Shape {

  /** Tells the walk where the value looks otherwise. */
  void check(JsonNode value, Walk walk);

  /** A text. */
  Shape TEXT = (value, walk) -> walk.expect(value.isTextual(), "a text", value);

  /** A text, number or boolean. */
  Shape SCALAR = (value, walk) -> walk.expect(value.isValueNode(), "a single value", value);

  /** Any number. */
  Shape NUMBER = (value, walk) -> walk.expect(value.isNumber(), "a number", value);

  /** A whole number that is not negative. */
  Shape COUNT =
      (value, walk) ->
          walk.expect(
              value.isNumber()
                  && value.canConvertToExactIntegral()
                  && value.decimalValue().signum() >= 0,
              "a whole number that is not negative",
              value);

  /** A truth value. */
  Shape FLAG = (value, walk) -> walk.expect(value.isBoolean(), "true or false", value);

  /** An object of any kind. */
  Shape OBJECT = (value, walk) -> walk.expect(value.isObject(), "an object", value);

  /** A time of RFC 3339. */
  Shape TIME =
      (value, walk) -> {
        if (walk.expect(value.isTextual(), "a time", value)) {
          Optional<EventTimes.EventTime> time = EventTimes.parse(value.textValue());
          if (time.isEmpty()) {
            walk.find("NOT_A_TIME", "should be an RFC 3339 time");
          } else if (!time.get().zoned()) {
            walk.find("TIME_WITHOUT_ZONE", "names no zone; UTC was taken");
          }
        }
      };

  /** One of some words, in any case. */
  static Shape word(String... words) {
    Set<String> known = Set.of(words);
    return (value, walk) -> {
      if (walk.expect(value.isTextual(), "a text", value)
          && !known.contains(value.textValue().toUpperCase(Locale.ROOT))) {
        walk.find("UNKNOWN_VALUE", "is none of the specification's values");
      }
    };
  }

  /** A list. */
  static Shape list(Shape element) {
    return (value, walk) -> {
      if (walk.expect(value.isArray(), "a list", value)) {
        for (int i = 0; i < value.size() && walk.more(); i++) {
          walk.enter(Integer.toString(i), "*");
          walk.element(value.get(i), element);
          walk.leave();
        }
      }
    };
  }

  /** An object whose members are called anything. */
  static Shape map(Shape element) {
    return (value, walk) -> {
      if (walk.expect(value.isObject(), "an object", value)) {
        for (Map.Entry<String, JsonNode> each : value.properties()) {
          if (!walk.more()) {
            return;
          }
          walk.enter(each.getKey(), "*");
          walk.element(each.getValue(), element);
          walk.leave();
        }
      }
    };
  }

  /** A shape within itself. */
  static Shape within(Supplier<Shape> shape) {
    return (value, walk) -> shape.get().check(value, walk);
  }

  /** An object with certain members; others are nobody's business. */
  static Shape object(Member... members) {
    Map<String, Member> byName = new LinkedHashMap<>();
    Arrays.stream(members).forEach(member -> byName.put(member.name(), member));
    List<Member> required = Arrays.stream(members).filter(Member::required).toList();
    return (value, walk) -> {
      if (!walk.expect(value.isObject(), "an object", value)) {
        return;
      }
      for (Member member : required) {
        if (!value.has(member.name())) {
          walk.find("MISSING_MEMBER", "lacks its member " + member.name());
        }
      }
      for (Map.Entry<String, JsonNode> each : value.properties()) {
        Member member = byName.get(each.getKey());
        if (member != null && walk.more()) {
          walk.enter(each.getKey(), each.getKey());
          member.check(each.getValue(), walk);
          walk.leave();
        }
      }
    };
  }

  /**
   * A member of an object.
   *
   * @param name its name
   * @param required whether the specification wants it
   * @param old whether the specification has another way by now
   * @param shape what its value should look like
   */
  record Member(String name, boolean required, boolean old, Shape shape) {

    static Member required(String name, Shape shape) {
      return new Member(name, true, false, shape);
    }

    static Member optional(String name, Shape shape) {
      return new Member(name, false, false, shape);
    }

    static Member old(String name) {
      return new Member(name, false, true, SCALAR);
    }

    void check(JsonNode value, Walk walk) {
      if (old) {
        walk.find("OLD_MEMBER", "is no longer in the specification");
      }
      walk.element(value, shape);
    }
  }
}
