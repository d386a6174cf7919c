import LukeJSON
import LukeSettings

/// What a section `data` has that belongs to the data of other tasks.
struct OtherTasksKeys {
  /// The keys that hold it.
  let keys: [String]

  /// Keys that recipes had under `data` for every task, up to version 0.1: a recipe that has them all
  /// was written by the program, and what is not its task's has no meaning.
  private static let former: Set<String> = [
    "train", "validation", "test", "format", "encoding", "columns", "tag_scheme", "answer_key",
    "restore_brackets",
  ]

  /// Notes a fault for each key, but for those that an earlier version wrote by itself and those that
  /// say what is so without them.
  init<Task: TrainingTask>(
    of task: Task.Type, in node: JSONNode, at keyPath: String, reader: inout SettingsReader
  ) {
    let own = Set(Task.Data.fields.map(\.key))
    let members = (node.members ?? []).filter { !own.contains($0.key) }
    let wasWritten = Self.former.isSubset(of: Set((node.members ?? []).map(\.key)))
    var keys: [String] = []
    for member in members {
      let kinds = TaskRegistry.all.filter { $0.dataKeys.contains(member.key) }.map { $0.kind }
      if kinds.isEmpty { continue }
      keys.append(member.key)
      let isUnset = TaskRegistry.all.contains { $0.isDefault(member) }
      if wasWritten || isUnset { continue }
      reader.fault(
        "is a key of \(kinds.joined(separator: " and ")); task.kind is \(Task.kind)",
        at: keyPath + "." + member.key, origin: member.keyOrigin)
    }
    if let format = node["format"]?.value.string,
      TaskRegistry.formats.contains(format), !Task.Data.formats.contains(format)
    {
      keys.append("format")
      reader.fault(
        "\(format) is not a format for \(Task.kind); use one of "
          + Task.Data.formats.joined(separator: ", "), at: keyPath + ".format", origin: .none)
    }
    self.keys = keys + (wasWritten ? Self.formerSections(of: task, in: node) : [])
  }

  /// Keys that hold an object which belonged to another task, before this one had a key of that name.
  private static func formerSections<Task: TrainingTask>(
    of task: Task.Type, in node: JSONNode
  ) -> [String] {
    let known = Set(Task.Data.keyDescriptions.map(\.keyPath))
    return (node.members ?? []).filter { section in
      known.contains(section.key)
        && (section.value.members ?? []).contains { !known.contains("\(section.key).\($0.key)") }
    }.map(\.key)
  }
}

extension TrainingTask {
  fileprivate static var dataKeys: [String] { Data.fields.map(\.key) }

  /// Whether a member of `data` says what is so without it.
  fileprivate static func isDefault(_ member: JSONMember) -> Bool {
    Data().json.members?.first { $0.key == member.key }?.value.compactText
      == member.value.value.compactText
  }
}
