package io.sluice.catalog.dataset;

import io.sluice.catalog.dataset.model.DatasetChange;
import io.sluice.catalog.dataset.model.Location;
import io.sluice.catalog.model.DatasetId;
import io.sluice.catalog.model.Owner;
import io.sluice.catalog.request.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends about a dataset; what it leaves out stays as it is.
 *
 * @param namespace its namespace; not in a PATCH
 * @param name its name; not in a PATCH
 * @param description what it holds
 * @param location where its data is found
 * @param owners all its owners
 * @param tags all its tags
 */
record DatasetBody(
    @Nullable String namespace,
    @Nullable String name,
    @Nullable String description,
    @Nullable Location location,
    @Nullable List<@Nullable OwnerBody> owners,
    @Nullable List<@Nullable String> tags) {

  private static final int MAX_DESCRIPTION = 10_000;
  private static final int MAX_PATH = 4096;
  private static final int MAX_OPTIONS = 50;
  private static final int MAX_OPTION = 1000;
  private static final int MAX_OWNERS = 100;
  private static final int MAX_OWNER = 256;
  private static final int MAX_TAGS = 100;
  private static final int MAX_TAG = 100;

  /** An owner as it is sent and answered; the type in small letters. */
  record OwnerBody(@Nullable String name, @Nullable String type) {

    static OwnerBody of(Owner owner) {
      return new OwnerBody(owner.name(), owner.type().name().toLowerCase(Locale.ROOT));
    }
  }

  DatasetId id() {
    return new DatasetId(
        Text.name("/namespace", namespace, DatasetId.MAX_LENGTH),
        Text.name("/name", name, DatasetId.MAX_LENGTH));
  }

  DatasetChange change() {
    return new DatasetChange(
        Optional.ofNullable(Text.optional("/description", description, MAX_DESCRIPTION)),
        Optional.ofNullable(location).map(DatasetBody::checked),
        Optional.ofNullable(owners).map(given -> owners("/owners", given)),
        Optional.ofNullable(tags).map(DatasetBody::tags));
  }

  /** The owners of a request; the place is the JSON pointer of the list. */
  static List<Owner> owners(String place, List<@Nullable OwnerBody> given) {
    if (given.size() > MAX_OWNERS) {
      throw Text.wrong(place, "holds more than " + MAX_OWNERS);
    }
    List<Owner> owners = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      OwnerBody owner = given.get(i);
      String at = place + "/" + i;
      if (owner == null) {
        throw Text.wrong(at, "must not be null");
      }
      String name = Text.required(at + "/name", owner.name, MAX_OWNER);
      owners.add(new Owner(name, type(at + "/type", owner.type)));
    }
    return owners;
  }

  private static Owner.Type type(String place, @Nullable String text) {
    try {
      return Owner.Type.parse(Text.required(place, text, MAX_OWNER));
    } catch (IllegalArgumentException unknown) {
      throw Text.wrong(place, "is business, technical or steward");
    }
  }

  private static Set<String> tags(List<@Nullable String> given) {
    if (given.size() > MAX_TAGS) {
      throw Text.wrong("/tags", "holds more than " + MAX_TAGS);
    }
    Set<String> tags = new LinkedHashSet<>();
    for (int i = 0; i < given.size(); i++) {
      tags.add(Text.required("/tags/" + i, given.get(i), MAX_TAG));
    }
    return tags;
  }

  private static Location checked(Location location) {
    Text.optional("/location/path", location.path(), MAX_PATH);
    Text.optional("/location/format", location.format(), MAX_OPTION);
    Text.optional("/location/connection", location.connection(), MAX_OPTION);
    Text.optional("/location/table", location.table(), MAX_OPTION);
    Map<String, String> options = location.options();
    if (options != null) {
      if (options.size() > MAX_OPTIONS) {
        throw Text.wrong("/location/options", "holds more than " + MAX_OPTIONS);
      }
      options.forEach(
          (key, value) -> {
            Text.required("/location/options", key, MAX_OPTION);
            Text.optional("/location/options", value, MAX_OPTION);
          });
    }
    return location;
  }
}
