@main
struct LukeTrain {
  static func main() {}
}
