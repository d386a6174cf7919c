import Foundation
import LukeJSON
import LukeTasks

/// Checks JSON values by the part of JSON Schema that the recipe schema uses; a keyword it does not
/// know is a fault, so that none goes unchecked.
struct SchemaValidator {
  let root: JSONValue

  /// The committed schema of recipes.
  static func recipes() throws -> SchemaValidator {
    let file = PackageFolder.root.appending(path: "Recipes/recipe.schema.json")
    return SchemaValidator(root: try JSONReader.read(Array(Data(contentsOf: file))).value)
  }

  func faults(_ node: JSONNode) -> [String] { faults(node.value, root, "") }

  private func faults(_ value: JSONValue, _ schema: JSONValue, _ place: String) -> [String] {
    (schema.members ?? []).flatMap { keyword in
      check(keyword.key, keyword.value, value, schema, place)
    }
  }

  private func check(
    _ keyword: String, _ rule: JSONValue, _ value: JSONValue, _ schema: JSONValue, _ place: String
  ) -> [String] {
    func fault(unless isGood: Bool?) -> [String] {
      isGood ?? true ? [] : ["\(place): \(keyword) \(rule.compactText): \(value.compactText)"]
    }
    func matches(_ schema: JSONValue) -> Bool { faults(value, schema, place).isEmpty }
    switch keyword {
    case "$schema", "title", "description", "default": return []
    case "type": return fault(unless: value.schemaTypes.contains(rule.string ?? ""))
    case "const": return fault(unless: value.compactText == rule.compactText)
    case "enum":
      return fault(
        unless: rule.elements?.contains { $0.compactText == value.compactText })
    case "minimum": return fault(unless: value.double.map { $0 >= rule.double! })
    case "maximum": return fault(unless: value.double.map { $0 <= rule.double! })
    case "exclusiveMinimum": return fault(unless: value.double.map { $0 > rule.double! })
    case "exclusiveMaximum": return fault(unless: value.double.map { $0 < rule.double! })
    case "minLength": return fault(unless: value.string.map { $0.count >= rule.wholeNumber! })
    case "minItems": return fault(unless: value.elements.map { $0.count >= rule.wholeNumber! })
    case "allOf":
      return (rule.elements ?? []).flatMap { faults(value, $0, place) }
    case "if":
      guard faults(value, rule, place).isEmpty, let then = schema["then"] else { return [] }
      return faults(value, then, place)
    case "then": return []
    case "anyOf": return fault(unless: rule.elements?.contains(where: matches))
    case "oneOf": return fault(unless: rule.elements?.filter(matches).count == 1)
    case "items":
      return (value.elements ?? []).enumerated().flatMap {
        faults($0.element, rule, "\(place)[\($0.offset)]")
      }
    case "required":
      guard value.members != nil else { return [] }
      return (rule.elements ?? []).flatMap { key in
        fault(unless: value.members?.contains { $0.key == key.string } == true)
      }
    case "properties":
      return (value.members ?? []).flatMap { member in
        rule[member.key].map { faults(member.value, $0, place + "." + member.key) }
          ?? []
      }
    case "additionalProperties":
      let known = Set(schema["properties"]?.members?.map(\.key) ?? [])
      let others = (value.members ?? []).filter { !known.contains($0.key) }
      if rule.members == nil { return others.flatMap { _ in fault(unless: false) } }
      return others.flatMap { faults($0.value, rule, place + "." + $0.key) }
    default: return ["\(place): the validator does not know \(keyword)"]
    }
  }
}

extension JSONValue {
  fileprivate var schemaTypes: [String] {
    switch self {
    case .null: ["null"]
    case .bool: ["boolean"]
    case .number: wholeNumber == nil ? ["number"] : ["number", "integer"]
    case .string: ["string"]
    case .array: ["array"]
    case .object: ["object"]
    }
  }
}
