# An image of the release: ./mvnw package -Prelease && docker build -t big-data-migrator .
# Run it with the data read-only and the page on this machine only:
#   docker run --rm -p 127.0.0.1:8080:8080 -v "$PWD/data:/data:ro" -v bdm-conversations:/conversations \
#     -v bdm-knowledge:/knowledge -e SERVER_TOKEN=choose-one -e LOCAL_LLM_URL=http://host.docker.internal:1234/v1 -e LOCAL_LLM_TRUSTED=true big-data-migrator
FROM eclipse-temurin:17-jre
RUN useradd --create-home --uid 10001 bdm && mkdir /conversations /knowledge /data && chown bdm /conversations /knowledge
ADD target/big-data-migrator-*.tar.gz /opt/
RUN mv /opt/big-data-migrator-* /opt/big-data-migrator && ln -s /opt/big-data-migrator/bin/bdm /usr/local/bin/bdm
USER bdm
WORKDIR /data
# A container that lives once gains nothing from an archive of classes.
ENV CONVERSATION_DIR=/conversations KNOWLEDGE_DIR=/knowledge DATA_ROOTS=/data BDM_NO_CDS=1
VOLUME /conversations /knowledge
EXPOSE 8080
HEALTHCHECK --start-period=30s CMD curl -fsS -H "Authorization: Bearer $SERVER_TOKEN" http://127.0.0.1:8080/llm/health > /dev/null
# Another address than loopback needs SERVER_TOKEN.
CMD ["bdm", "serve", "--host", "0.0.0.0", "--port", "8080"]
