# Debian's PostgreSQL with the interface of the public image that docker-compose.yml uses: POSTGRES_DB,
# POSTGRES_PASSWORD, POSTGRES_HOST_AUTH_METHOD, PGDATA.
FROM selvage-offline/postgresql:17
COPY postgres-start /usr/local/bin/postgres-start
ENV PATH=/usr/lib/postgresql/17/bin:/usr/local/bin:/usr/bin:/bin PGDATA=/var/lib/postgresql/data PGHOST=/tmp
RUN install -d -o postgres -g postgres -m 700 /var/lib/postgresql/data
USER postgres
VOLUME /var/lib/postgresql/data
STOPSIGNAL SIGINT
ENTRYPOINT ["/usr/local/bin/postgres-start"]
