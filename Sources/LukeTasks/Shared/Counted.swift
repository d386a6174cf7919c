/// `1 sentence`, `2 sentences`.
package func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
  "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
}

/// `once`, `2 times`.
package func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }
