import Foundation
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
      check(keyword.key, keyword.value.value, value, schema, place)
    }
  }

  private func check(
    _ keyword: String, _ rule: JSONValue, _ value: JSONValue, _ schema: JSONValue, _ place: String
  ) -> [String] {
    func fault(unless isGood: Bool?) -> [String] {
      isGood ?? true ? [] : ["\(place): \(keyword) \(rule.compactText): \(value.compactText)"]
    }
    func matches(_ schema: JSONNode) -> Bool { faults(value, schema.value, place).isEmpty }
    switch keyword {
    case "$schema", "title", "description", "default": return []
    case "type": return fault(unless: value.schemaTypes.contains(rule.stringValue ?? ""))
    case "const": return fault(unless: value.compactText == rule.compactText)
    case "enum":
      return fault(
        unless: rule.elements?.contains { $0.value.compactText == value.compactText })
    case "minimum": return fault(unless: value.doubleValue.map { $0 >= rule.doubleValue! })
    case "maximum": return fault(unless: value.doubleValue.map { $0 <= rule.doubleValue! })
    case "exclusiveMinimum": return fault(unless: value.doubleValue.map { $0 > rule.doubleValue! })
    case "exclusiveMaximum": return fault(unless: value.doubleValue.map { $0 < rule.doubleValue! })
    case "minLength": return fault(unless: value.stringValue.map { $0.count >= rule.integerValue! })
    case "minItems": return fault(unless: value.elements.map { $0.count >= rule.integerValue! })
    case "allOf":
      return (rule.elements ?? []).flatMap { faults(value, $0.value, place) }
    case "if":
      guard faults(value, rule, place).isEmpty, let then = schema["then"] else { return [] }
      return faults(value, then.value, place)
    case "then": return []
    case "anyOf": return fault(unless: rule.elements?.contains(where: matches))
    case "oneOf": return fault(unless: rule.elements?.filter(matches).count == 1)
    case "items":
      return (value.elements ?? []).enumerated().flatMap {
        faults($0.element.value, rule, "\(place)[\($0.offset)]")
      }
    case "required":
      guard value.members != nil else { return [] }
      return (rule.elements ?? []).flatMap {
        fault(unless: value[$0.value.stringValue ?? ""] != nil)
      }
    case "properties":
      return (value.members ?? []).flatMap { member in
        rule[member.key].map { faults(member.value.value, $0.value, place + "." + member.key) }
          ?? []
      }
    case "additionalProperties":
      let known = Set(schema["properties"]?.value.members?.map(\.key) ?? [])
      return (value.members ?? []).flatMap { fault(unless: known.contains($0.key)) }
    default: return ["\(place): the validator does not know \(keyword)"]
    }
  }
}

extension JSONValue {
  fileprivate var schemaTypes: [String] {
    switch self {
    case .null: ["null"]
    case .bool: ["boolean"]
    case .number: integerValue == nil ? ["number"] : ["number", "integer"]
    case .string: ["string"]
    case .array: ["array"]
    case .object: ["object"]
    }
  }
}
