/// FNV-1a over rows of numbers, each row with its length before it; the same as in
/// Scripts/official_digests.py.
struct Digest {
  private(set) var value: UInt64 = 14_695_981_039_346_656_037

  mutating func add(_ row: some Collection<Int32>) {
    add(Int64(row.count))
    for number in row { add(Int64(number)) }
  }

  private mutating func add(_ number: Int64) {
    value = (value ^ UInt64(bitPattern: number)) &* 1_099_511_628_211
  }
}
