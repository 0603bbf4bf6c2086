package io.sluice.quality.engine.row;

import io.sluice.quality.expression.Evaluator;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.SimpleCompiler;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the text of a class to bytecode and loads it hidden beside this one, so that it is
 * collected with its last user and sees what is private to the package. The latest classes are
 * kept: their text holds no text of a rule, so the same rules, or others of the same form, neither
 * compile anew nor warm up anew. The only file that knows the compiler.
 */
final class PredicateClass {

  private static final int MOST_KEPT = 64;

  /** Longer texts are of many rules at once, and seldom come again while others do. */
  private static final int LONGEST_KEPT = 1 << 18;

  private static final Map<String, Class<?>> KEPT =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Class<?>> eldest) {
          return size() > MOST_KEPT;
        }
      };

  private PredicateClass() {}

  static GeneratedCode load(ClassCode code, Evaluator evaluator) {
    try {
      Class<?> type = type(code.text());
      MethodHandle constructor =
          MethodHandles.privateLookupIn(type, MethodHandles.lookup())
              .findConstructor(
                  type,
                  MethodType.methodType(void.class, Shape.class, List.class, Evaluator.class));
      return (GeneratedCode) constructor.invoke(code.shape(), code.constants(), evaluator);
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new IllegalStateException("generated code does not load", failure);
    }
  }

  private static Class<?> type(String text) throws IllegalAccessException {
    synchronized (KEPT) {
      Class<?> kept = KEPT.get(text);
      if (kept != null) {
        return kept;
      }
    }
    // Not under the lock: two threads may compile the same, and either class will do.
    Class<?> type = MethodHandles.lookup().defineHiddenClass(compile(text), true).lookupClass();
    if (text.length() <= LONGEST_KEPT) {
      synchronized (KEPT) {
        KEPT.put(text, type);
      }
    }
    return type;
  }

  /** Whether the compiler or the loader refused what was written, which is our own fault. */
  static boolean isFaulty(Throwable failure) {
    return failure instanceof LinkageError || failure.getCause() instanceof CompileException;
  }

  private static byte[] compile(String text) {
    SimpleCompiler compiler = new SimpleCompiler();
    compiler.setParentClassLoader(PredicateClass.class.getClassLoader());
    try {
      compiler.cook(text);
    } catch (CompileException fault) {
      throw new IllegalStateException("generated code does not compile", fault);
    }
    byte[] bytes = compiler.getBytecodes().get(ClassCode.PACKAGE + "." + ClassCode.NAME);
    return required(bytes);
  }

  private static byte[] required(byte @Nullable [] bytes) {
    if (bytes == null) {
      throw new IllegalStateException("the compiler gave no class");
    }
    return bytes;
  }
}
