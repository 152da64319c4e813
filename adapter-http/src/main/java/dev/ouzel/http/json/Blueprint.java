package dev.ouzel.http.json;

import dev.ouzel.post.Published;
import dev.ouzel.post.RawJson;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How objects of one type of the model are made and looked into: with the type's builder, and part
 * by part, each part being an abstract method of the type. The methods found are linked as
 * functions, for they run for every member of every post.
 */
final class Blueprint<T extends Published> {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private final Class<T> type;
  private final Class<?> builder;
  private final Supplier<?> begin;
  private final Function<Object, ?> build;
  private final Putter putUnknown;

  /** Puts a member into a builder. */
  private interface Putter {
    void put(Object builder, Object name, Object value);
  }

  @SuppressWarnings("unchecked")
  Blueprint(Class<T> type) {
    this.type = type;
    try {
      MethodHandle first = LOOKUP.unreflect(type.getMethod("builder"));
      this.builder = first.type().returnType();
      this.begin = linked(Supplier.class, "get", first);
      this.build = linked(Function.class, "apply", ofBuilder("build", type));
      this.putUnknown =
          linked(
              Putter.class, "put", ofBuilder("putUnknown", builder, String.class, RawJson.class));
    } catch (ReflectiveOperationException failure) {
      throw new IllegalArgumentException(type + " has no builder", failure);
    }
  }

  /** The parts, in the order of their names. */
  List<Method> parts() {
    return Arrays.stream(type.getMethods())
        .filter(method -> Modifier.isAbstract(method.getModifiers()))
        .filter(method -> method.getDeclaringClass() == type)
        .sorted(Comparator.comparing(Method::getName))
        .toList();
  }

  /** Takes a part from an object. */
  @SuppressWarnings("unchecked")
  Function<Object, Object> getter(Method part) {
    try {
      return linked(Function.class, "apply", LOOKUP.unreflect(part));
    } catch (IllegalAccessException failure) {
      throw new IllegalArgumentException("no access to " + part, failure);
    }
  }

  /** Puts a value into a builder as the part, or adds it to the part where that is a list. */
  @SuppressWarnings("unchecked")
  BiConsumer<Object, Object> setter(Method part) {
    String name = part.getName();
    String setter =
        part.getReturnType() == List.class
            ? "add" + Character.toUpperCase(name.charAt(0)) + name.substring(1)
            : name;
    try {
      Class<?> value =
          Arrays.stream(builder.getMethods())
              .filter(method -> method.getName().equals(setter))
              .filter(method -> method.getParameterCount() == 1 && !method.isVarArgs())
              .map(method -> method.getParameterTypes()[0])
              .filter(type -> type != part.getReturnType())
              .findFirst()
              .orElseThrow(NoSuchMethodException::new);
      return linked(BiConsumer.class, "accept", ofBuilder(setter, builder, value));
    } catch (ReflectiveOperationException failure) {
      throw new IllegalArgumentException("the builder cannot set " + part, failure);
    }
  }

  /** Looked up in the public builder, for the generated one above it is not accessible. */
  private MethodHandle ofBuilder(String name, Class<?> returned, Class<?>... parameters)
      throws ReflectiveOperationException {
    return LOOKUP.findVirtual(builder, name, MethodType.methodType(returned, parameters));
  }

  /** The method as a function, whose own method has this name. */
  private static <F> F linked(Class<F> function, String name, MethodHandle method) {
    boolean gives = function == Supplier.class || function == Function.class;
    MethodType given = method.type().wrap().changeReturnType(gives ? Object.class : void.class);
    try {
      MethodHandle maker =
          LambdaMetafactory.metafactory(
                  LOOKUP, name, MethodType.methodType(function), given.erase(), method, given)
              .getTarget();
      return function.cast(maker.invoke());
    } catch (Throwable failure) {
      throw new IllegalStateException("cannot link " + method, failure);
    }
  }

  Object begin() {
    return begin.get();
  }

  void putUnknown(Object builder, String name, RawJson value) {
    putUnknown.put(builder, name, value);
  }

  T build(Object builder) {
    return type.cast(build.apply(builder));
  }
}
