/// A place in the tree of parameter names, as Hugging Face spells it.
///
/// Layers take a scope in their initializer and make their parameters in it; that is the one place
/// where a name is spelled, and the only way to get a parameter, so nothing trainable goes unlisted.
///
///     let layer = store.root["luke.encoder.layer"][0]
///     Linear(from: 768, to: 3072, in: layer["intermediate.dense"])
///
/// A scope also says which part of the model its parameters are of, and whether files may lack them.
public struct ParameterScope {
  package let store: ParameterStore
  /// The path so far, without a dot at the end.
  public let path: String
  /// The part that the parameters are of.
  public private(set) var part: ParameterPart?
  /// Whether files may lack the parameters.
  public private(set) var isOptional = false

  init(store: ParameterStore, path: String) {
    (self.store, self.path) = (store, path)
  }

  /// The scope of a child, of the same part.
  public subscript(_ name: String) -> ParameterScope {
    var child = ParameterScope(store: store, path: path.isEmpty ? name : path + "." + name)
    (child.part, child.isOptional) = (part, isOptional)
    return child
  }

  /// The same place, of a part that files may lack where it is optional.
  public func of(_ part: ParameterPart?, isOptional: Bool = false) -> ParameterScope {
    var scope = self
    (scope.part, scope.isOptional) = (part, isOptional)
    return scope
  }

  /// Notes that files hold a parameter under the name `path.name`, too.
  public func alias(_ name: String, of parameter: Parameter) {
    parameter.aliases.append(self[name].path)
  }

  /// The scope of an element of a list.
  public subscript(_ index: Int) -> ParameterScope {
    self[String(index)]
  }

  /// Makes the parameter `path.name`.
  public func parameter(
    _ name: String, shape: [Int], role: Parameter.Role, initializer: Initializer
  ) -> Parameter {
    stack([name], shape: shape, role: role, initializer: initializer).parameters[0]
  }

  /// Makes parameters of one shape whose values lie one after the other in memory, so that a run of
  /// them can be used as one matrix.
  public func stack(
    _ names: [String], shape: [Int], role: Parameter.Role, initializer: Initializer
  ) -> ParameterStack {
    let parameters = names.map {
      Parameter(
        name: self[$0].path, shape: shape, role: role, initializer: initializer, part: part,
        isOptional: isOptional)
    }
    let stack = ParameterStack(parameters: parameters)
    store.add(stack)
    return stack
  }
}
