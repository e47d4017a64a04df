#pragma once

#include <type_traits>
#include <utility>

namespace snet {

/// A borrowed callable: what a function takes that calls back only while it runs. Two words, no allocation.
template <class Signature>
class FunctionRef;

template <class R, class... Arguments>
class FunctionRef<R(Arguments...)> {
  public:
    template <class Callable>
        requires(!std::is_same_v<std::remove_cvref_t<Callable>, FunctionRef> &&
                 std::is_invocable_r_v<R, Callable&, Arguments...>)
    FunctionRef(Callable&& callable)  // NOLINT(google-explicit-constructor): meant to be made at the call
        : object_(const_cast<void*>(static_cast<const void*>(&callable))),
          call_([](void* object, Arguments... arguments) -> R {
              return (*static_cast<std::remove_reference_t<Callable>*>(object))(std::forward<Arguments>(arguments)...);
          }) {}

    R operator()(Arguments... arguments) const { return call_(object_, std::forward<Arguments>(arguments)...); }

  private:
    void* object_;
    R (*call_)(void*, Arguments...);
};

}  // namespace snet
