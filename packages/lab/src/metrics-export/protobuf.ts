// The five kinds of protocol-buffer field that an event file needs: a tag (field number and wire type), then the value.

/** An integer field. */
export function varintField(field: number, value: number): Buffer {
  return Buffer.concat([tag(field, 0), varint(value)]);
}

/** A double field. */
export function doubleField(field: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return Buffer.concat([tag(field, 1), bytes]);
}

/** A float field. */
export function floatField(field: number, value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([tag(field, 5), bytes]);
}

/** A message within a message. */
export function messageField(field: number, message: Buffer): Buffer {
  return Buffer.concat([tag(field, 2), varint(message.length), message]);
}

/** A string field. */
export function stringField(field: number, text: string): Buffer {
  return messageField(field, Buffer.from(text, "utf8"));
}

function tag(field: number, wireType: number): Buffer {
  return varint(field * 8 + wireType);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Buffer.from([...bytes, rest]);
}
