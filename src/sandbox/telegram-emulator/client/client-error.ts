/** Something a customer's phone would not let them do. `status` is the HTTP status of the client protocol. */
export class ClientError extends Error {
  readonly status: 400 | 404;

  constructor(status: 400 | 404, message: string) {
    super(message);
    this.name = "ClientError";
    this.status = status;
  }
}
