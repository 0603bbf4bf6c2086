package io.sluice.problem;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which methods the resources offer under a path: what a 405 has to say and the framework omits.
 */
@Singleton
public class AllowedMethods {

  private static final Pattern VARIABLE =
      Pattern.compile("\\{\\s*[^{}:]+?\\s*(?::\\s*([^{}]+?)\\s*)?}");

  private final List<Offer> offers;

  private record Offer(Pattern path, String method) {}

  @Inject
  AllowedMethods(BeanManager beans) {
    List<Class<?>> resources = new ArrayList<>();
    for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
      if (bean.getBeanClass().isAnnotationPresent(Path.class)) {
        resources.add(bean.getBeanClass());
      }
    }
    this.offers = offers(resources);
  }

  AllowedMethods(List<Class<?>> resources) {
    this.offers = offers(resources);
  }

  /** The methods under that path as it was sent, as {@code Allow} has them; empty if none. */
  String under(String rawPath) {
    Set<String> methods = new TreeSet<>();
    for (Offer offer : offers) {
      if (offer.path.matcher(rawPath).matches()) {
        methods.add(offer.method);
        if (offer.method.equals(HttpMethod.GET)) {
          methods.add(HttpMethod.HEAD);
        }
      }
    }
    return String.join(", ", methods);
  }

  private static List<Offer> offers(List<Class<?>> resources) {
    List<Offer> offers = new ArrayList<>();
    for (Class<?> resource : resources) {
      String base = resource.getAnnotation(Path.class).value();
      for (Method method : resource.getMethods()) {
        Path own = method.getAnnotation(Path.class);
        Pattern path = pattern(base + "/" + (own == null ? "" : own.value()));
        for (Annotation annotation : method.getAnnotations()) {
          HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
          if (verb != null) {
            offers.add(new Offer(path, verb.value()));
          }
        }
      }
    }
    return List.copyOf(offers);
  }

  /** A template such as {@code /a/{id}} as a pattern that takes a slash at the end too. */
  private static Pattern pattern(String template) {
    String path = ("/" + template).replaceAll("/+", "/").replaceAll("/$", "");
    StringBuilder pattern = new StringBuilder();
    Matcher variable = VARIABLE.matcher(path);
    int from = 0;
    while (variable.find()) {
      pattern.append(Pattern.quote(path.substring(from, variable.start())));
      pattern.append('(').append(variable.group(1) == null ? "[^/]+" : variable.group(1));
      pattern.append(')');
      from = variable.end();
    }
    return Pattern.compile(pattern.append(Pattern.quote(path.substring(from))) + "/?");
  }
}
